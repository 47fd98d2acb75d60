package dev.squall.workload.standard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.squall.client.Client;
import dev.squall.client.Completion;
import dev.squall.client.UnexpectedReplyException;
import dev.squall.generator.Call;
import dev.squall.node.protocol.ErrorCode;
import dev.squall.node.protocol.ErrorReply;
import dev.squall.node.protocol.LinKv;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinKvClientTest {

    private static final Call READ = new Call(0, "read", Arrays.asList(3L, null));
    private static final Call WRITE = new Call(0, "write", List.of(3L, 4L));
    private static final Call CAS = new Call(0, "cas", List.of(3L, List.of(4L, 5L)));

    private final Client client = new LinKvWorkload().client();

    @Test
    void operationsBecomeMaelstromsRequests() {
        assertThat(client.request(READ)).isEqualTo(new LinKv.Read(3L));
        assertThat(client.request(WRITE)).isEqualTo(new LinKv.Write(3L, 4L));
        assertThat(client.request(CAS)).isEqualTo(new LinKv.Cas(3L, 4L, 5L));
    }

    @Test
    void repliesCompleteTheirOperations() {
        assertThat(client.complete(READ, new LinKv.ReadOk(4L))).isEqualTo(Completion.ok(List.of(3L, 4L)));
        assertThat(client.complete(WRITE, new LinKv.WriteOk())).isEqualTo(Completion.ok(WRITE.value()));
        assertThat(client.complete(CAS, new LinKv.CasOk())).isEqualTo(Completion.ok(CAS.value()));
    }

    @Test
    void replyOfAnotherKindIsRefused() {
        assertThatThrownBy(() -> client.complete(WRITE, new LinKv.CasOk()))
                .isInstanceOf(UnexpectedReplyException.class)
                .hasMessage("a write was answered by cas_ok; expected write_ok or error");
    }

    @Test
    void missingKeyReadsNilAndFailsCas() {
        ErrorReply error = new ErrorReply(ErrorCode.KEY_DOES_NOT_EXIST, "no 3");
        assertThat(client.completeWithError(READ, error)).isEqualTo(Completion.ok(Arrays.asList(3L, null)));
        assertThat(client.completeWithError(CAS, error)).isEqualTo(Completion.fail(CAS.value(), "20 no 3"));
    }

    @Test
    void threadsAskTheNodesInTurn() {
        List<String> nodes = List.of("n1", "n2", "n3");
        assertThat(List.of(0, 1, 2, 3).stream().map(thread -> client.node(thread, nodes)))
                .containsExactly("n1", "n2", "n3", "n1");
    }
}
