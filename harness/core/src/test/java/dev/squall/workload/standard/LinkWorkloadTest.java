package dev.squall.workload.standard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.squall.client.Client;
import dev.squall.client.Completion;
import dev.squall.client.UnexpectedReplyException;
import dev.squall.generator.Call;
import dev.squall.generator.Context;
import dev.squall.generator.Generator;
import dev.squall.generator.Step;
import dev.squall.node.protocol.ErrorCode;
import dev.squall.node.protocol.ErrorReply;
import dev.squall.node.protocol.Links;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class LinkWorkloadTest {

    private static final Call SEND = new Call(0, "send", List.of("n2", 7L));
    private static final Call FLUSH = new Call(0, "flush", null);

    private final LinkWorkload workload = LinkWorkload.unordered();
    private final Client client = workload.client();

    @Test
    void everyNodeSendsNumberedMessagesToEveryOther() {
        TreeSet<String> pairs = new TreeSet<>();
        List<Object> messages = new ArrayList<>();
        for (Call call : calls(300, List.of(0, 1, 2, 3), List.of("n1", "n2", "n3"))) {
            List<?> value = (List<?>) call.value();
            pairs.add(client.node(call.thread(), List.of("n1", "n2", "n3")) + ">" + value.get(0));
            messages.add(value.get(1));
        }

        assertThat(pairs).containsExactly("n1>n2", "n1>n3", "n2>n1", "n2>n3", "n3>n1", "n3>n2");
        assertThat(messages).startsWith(1L, 2L, 3L).endsWith(300L).doesNotHaveDuplicates();
    }

    @Test
    void aLoneNodeSendsToItself() {
        assertThat(calls(2, List.of(0), List.of("n1")))
                .containsExactly(new Call(0, "send", List.of("n1", 1L)), new Call(0, "send", List.of("n1", 2L)));
    }

    private List<Call> calls(int count, List<Integer> threads, List<String> nodeIds) {
        RandomGenerator random = new SplittableRandom(1);
        Generator generator = workload.generator(threads.size());
        List<Call> calls = new ArrayList<>();
        while (calls.size() < count) {
            Step.Emit emit = (Step.Emit) generator.next(new Context(0, threads, threads, random, nodeIds));
            calls.add(emit.call());
            generator = emit.rest();
        }
        return calls;
    }

    @Test
    void nothingIsSentWhileNoThreadIsFree() {
        Context busy = new Context(0, List.of(0), List.of(), new SplittableRandom(1), List.of("n1"));

        assertThat(workload.generator(1).next(busy)).isInstanceOf(Step.Later.class);
    }

    @Test
    void requestsAndRepliesMatchOperations() {
        assertThat(client.request(SEND)).isEqualTo(new Links.Send("n2", 7L));
        assertThat(client.request(FLUSH)).isEqualTo(new Links.Flush());
        assertThat(client.complete(SEND, new Links.SendOk())).isEqualTo(Completion.ok(List.of("n2", 7L)));
        assertThat(client.complete(FLUSH, new Links.FlushOk())).isEqualTo(Completion.ok(null));
    }

    @Test
    void replyOfAnotherKindIsRefused() {
        assertThatThrownBy(() -> client.complete(SEND, new Links.FlushOk()))
                .isInstanceOf(UnexpectedReplyException.class)
                .hasMessageContainingAll("send", "flush_ok", "send_ok");
        assertThatThrownBy(() -> client.complete(FLUSH, new Links.SendOk()))
                .isInstanceOf(UnexpectedReplyException.class)
                .hasMessageContainingAll("flush", "send_ok", "flush_ok");
    }

    @Test
    void unansweredSendIsInfoAndFlushFails() {
        assertThat(client.indefinite(SEND, "no answer")).isEqualTo(Completion.info(SEND.value(), "no answer"));
        assertThat(client.indefinite(FLUSH, "no answer")).isEqualTo(Completion.fail(null, "no answer"));
        assertThat(client.completeWithError(SEND, new ErrorReply(ErrorCode.TEMPORARILY_UNAVAILABLE, "full")))
                .isEqualTo(Completion.fail(SEND.value(), "11 full"));
    }
}
