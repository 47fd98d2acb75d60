package dev.squall.lectures.raft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.lectures.raft.RaftMessages.ForwardRequest;
import dev.squall.lectures.raft.RaftMessages.ForwardResponse;
import dev.squall.lectures.raft.RaftMessages.LogRequest;
import dev.squall.node.Body;
import dev.squall.node.Message;
import dev.squall.node.protocol.AppendKv;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ForwardedRequestsTest {

    private static final Command APPEND = new Command("c1", 5, Command.APPEND, "x", null, "1,");

    /** Follows n2, which the test plays. With this election timeout the node never gives up its leader. */
    private final LoneRaft node = new LoneRaft(3, Map.of("election-timeout-ms", "100000"));

    private List<Body> passedOnWithin(long millis) {
        node.run(millis);
        return node.takeSentTo("n2").stream()
                .filter(body -> body instanceof ForwardRequest)
                .toList();
    }

    private void askOneThatFollows(String leader) {
        node.receive(leader, new LogRequest(1, 0, 0, 0, List.of()));
        node.takeSent();
        node.receive(new Message("c1", "n1", 5, Message.NO_ID, new AppendKv.Append("x", "1,")));
    }

    @Test
    void requestIsForwardedAgainWhenTheAnswerIsLate() {
        askOneThatFollows("n2");
        assertThat(passedOnWithin(100)).containsExactly(new ForwardRequest(APPEND));
        assertThat(passedOnWithin(5_000)).containsExactly(new ForwardRequest(APPEND));
        assertThat(passedOnWithin(5_000)).isEmpty();
    }

    @Test
    void answeredRequestIsNotForwardedAgain() {
        askOneThatFollows("n2");
        node.receive("n2", new ForwardResponse(Reply.ok(APPEND, Reply.APPEND_OK, null)));
        assertThat(node.takeSentTo("c1")).containsExactly(new AppendKv.AppendOk());
        assertThat(passedOnWithin(5_000)).isEmpty();
    }

    @Test
    void supersededRequestIsNotForwardedAgain() {
        askOneThatFollows("n2");
        node.takeSent();
        node.receive(new Message("c1", "n1", 6, Message.NO_ID, new AppendKv.Append("x", "2,")));
        Command second = new Command("c1", 6, Command.APPEND, "x", null, "2,");
        assertThat(passedOnWithin(5_000)).containsExactly(new ForwardRequest(second), new ForwardRequest(second));
    }
}
