package dev.squall.world.docker;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.squall.node.Body;
import dev.squall.node.Environment;
import dev.squall.node.Fact;
import dev.squall.node.Message;
import dev.squall.node.Node;
import dev.squall.node.NodeProgram;
import dev.squall.node.StableRecord;
import dev.squall.node.Vocabulary;
import java.util.List;
import java.util.Map;

/** Nodes that relay words, journal the words they receive, and remember the number of relays. */
public final class RelayProgram implements NodeProgram {

    public static final Vocabulary VOCABULARY =
            new Vocabulary(List.of(Relay.class, RelayOk.class, Word.class), List.of(Asked.class), List.of(Heard.class));

    /** Request of a client to relay a word to a node. */
    public record Relay(@JsonProperty("to") String to, @JsonProperty("word") String word, boolean synced)
            implements Body {}

    /** The word was relayed. {@code count} is the number of relays in all lives of the node. */
    public record RelayOk(long count, @JsonProperty("clock_nanos") long clockNanos) implements Body {}

    public record Word(String word) implements Body {}

    public record Asked(long count) implements StableRecord {}

    public record Heard(String word) implements Fact {}

    @Override
    public Vocabulary vocabulary() {
        return VOCABULARY;
    }

    @Override
    public Node create(Environment environment, Map<String, String> options) {
        return new RelayNode(environment);
    }

    private static final class RelayNode implements Node {

        private final Environment environment;
        private long count;

        RelayNode(Environment environment) {
            this.environment = environment;
        }

        @Override
        public void start() {
            count = environment.storage().read().size();
        }

        @Override
        public void receive(Message message) {
            if (message.body() instanceof Relay relay) {
                environment.storage().append(new Asked(++count));
                if (relay.synced()) {
                    environment.storage().sync();
                }
                environment.send(relay.to(), new Word(relay.word()));
                environment.reply(message, new RelayOk(count, environment.wallClockNanos()));
            } else if (message.body() instanceof Word word) {
                environment.journal(new Heard(word.word()));
            }
        }
    }
}
