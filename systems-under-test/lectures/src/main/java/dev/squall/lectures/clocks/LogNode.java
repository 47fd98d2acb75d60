package dev.squall.lectures.clocks;

import dev.squall.node.Body;
import dev.squall.node.Environment;
import dev.squall.node.Message;
import dev.squall.node.Node;
import dev.squall.node.protocol.Timekeeping.Ask;
import dev.squall.node.protocol.Timekeeping.AskOk;
import dev.squall.node.protocol.Timekeeping.Logged;
import java.util.Map;
import java.util.TreeMap;

/**
 * A node that logs its questions and answers, each with a timestamp (lecture 3.3). A reader sorts the logs by
 * timestamp. So an answer should have a later timestamp than its question, and sorting should keep the order of the
 * entries of one log.
 *
 * <p>The node uses Lamport timestamps (lecture 4.1), which agree with causality. Messages carry the timestamp of the
 * event that sends them.
 */
public class LogNode implements Node {

    /** A question with the timestamp of its log entry. */
    public record Question(String name, long timestamp) implements Body {}

    /** The answer to a question, with the timestamp of the answer's log entry. */
    public record Answer(String name, long timestamp) implements Body {}

    private final Environment environment;
    private final Map<String, Message> waitingClients = new TreeMap<>();
    private long lastTimestamp;
    private long questions;

    public LogNode(Environment environment) {
        this.environment = environment;
    }

    @Override
    public final void start() {
        // A node has nothing to do until its first client sends a request.
    }

    /**
     * Returns the timestamp of an event that happens now.
     *
     * @param received timestamp of the message that causes the event; 0 if no message causes the event
     */
    protected long timestamp(long received) {
        return Math.max(lastTimestamp, received) + 1;
    }

    @Override
    public final void receive(Message message) {
        if (message.body() instanceof Ask) {
            onRequestToAsk(message);
        } else if (message.body() instanceof Question question) {
            long timestamp = log("answer", question.name(), question.timestamp());
            environment.send(message.source(), new Answer(question.name(), timestamp));
        } else if (message.body() instanceof Answer answer) {
            onAnswer(answer);
        }
    }

    private void onRequestToAsk(Message client) {
        String name = environment.nodeId() + "-" + ++questions;
        waitingClients.put(name, client);
        long timestamp = log("question", name, 0);
        int other = environment.random().nextInt(environment.nodeIds().size());
        environment.send(environment.nodeIds().get(other), new Question(name, timestamp));
    }

    private void onAnswer(Answer answer) {
        lastTimestamp = Math.max(lastTimestamp, answer.timestamp());
        Message client = waitingClients.remove(answer.name());
        if (client != null) {
            environment.reply(client, new AskOk());
        }
    }

    private long log(String kind, String question, long received) {
        lastTimestamp = timestamp(received);
        environment.journal(new Logged(kind, question, lastTimestamp));
        return lastTimestamp;
    }
}
