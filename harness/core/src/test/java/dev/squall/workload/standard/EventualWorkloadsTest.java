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
import dev.squall.node.protocol.EventualMap;
import dev.squall.node.protocol.LinKv;
import dev.squall.node.protocol.MultiValueMap;
import dev.squall.workload.Workload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class EventualWorkloadsTest {

    private static final List<String> NODES = List.of("n1", "n2", "n3");

    /** The first calls of a workload whose ten threads are always free. */
    private static List<Call> calls(Workload workload, int count) {
        List<Integer> threads = List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        Context context = new Context(0, threads, threads, new SplittableRandom(1));
        Generator generator = workload.generator(threads.size());
        List<Call> calls = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Step.Emit emit = (Step.Emit) generator.next(context);
            calls.add(emit.call());
            generator = emit.rest();
        }
        return calls;
    }

    private static Object part(Call call, int index) {
        return ((List<?>) call.value()).get(index);
    }

    @Test
    void noValueIsWrittenTwiceAndKeysChange() {
        for (Workload workload :
                List.of(EventualMapWorkload.withDeletes(), new MultiValueWorkload(), SessionWorkload.roaming())) {
            List<Call> calls = calls(workload, 600);
            List<Object> written = calls.stream()
                    .filter(call -> call.function().equals("write"))
                    .map(call -> part(call, 1))
                    .toList();
            assertThat(written).hasSizeGreaterThan(150).doesNotHaveDuplicates().doesNotContainNull();
            assertThat(new TreeSet<>(
                            calls.stream().map(call -> (Long) part(call, 0)).toList()))
                    .hasSize(15)
                    .contains(0L, 14L);
        }
    }

    @Test
    void onlyTheMapHasDeletes() {
        assertThat(functions(EventualMapWorkload.withDeletes())).containsExactlyInAnyOrder("read", "write", "delete");
        assertThat(functions(EventualMapWorkload.withoutDeletes())).containsExactlyInAnyOrder("read", "write");
    }

    private static List<String> functions(Workload workload) {
        return calls(workload, 200).stream().map(Call::function).distinct().collect(Collectors.toList());
    }

    @Test
    void aGeneratorWaitsForAFreeThread() {
        Context busy = new Context(0, List.of(0), List.of(), new SplittableRandom(1));
        assertThat(EventualMapWorkload.withDeletes().generator(1).next(busy)).isInstanceOf(Step.Later.class);
    }

    @Test
    void aDeleteIsAskedForAndCompleted() {
        Client client = EventualMapWorkload.withDeletes().client();
        Call delete = new Call(0, "delete", Arrays.asList(5L, null));
        assertThat(client.request(delete)).isEqualTo(new EventualMap.Delete(5L));
        assertThat(client.complete(delete, new EventualMap.DeleteOk())).isEqualTo(Completion.ok(delete.value()));
        assertThat(client.isReadOnly("delete")).isFalse();
        assertThatThrownBy(() -> client.complete(delete, new LinKv.WriteOk()))
                .isInstanceOf(UnexpectedReplyException.class)
                .hasMessageContaining("expected delete_ok or error");
    }

    @Test
    void missingKeyReadsNil() {
        Call read = new Call(0, "read", Arrays.asList(5L, null));
        ErrorReply absent = new ErrorReply(ErrorCode.KEY_DOES_NOT_EXIST, "");
        for (Workload workload :
                List.of(EventualMapWorkload.withDeletes(), new MultiValueWorkload(), SessionWorkload.roaming())) {
            assertThat(workload.client().completeWithError(read, absent))
                    .isEqualTo(Completion.ok(Arrays.asList(5L, null)));
        }
    }

    @Test
    void multiValueWriteRecordsOverwrittenValues() {
        Client client = new MultiValueWorkload().client();
        Call write = new Call(0, "write", List.of(5L, 9L));
        assertThat(client.request(write)).isEqualTo(new LinKv.Write(5L, 9L));
        assertThat(client.complete(write, new MultiValueMap.WriteOk(List.of(3L, 4L))))
                .isEqualTo(Completion.ok(List.of(5L, 9L, List.of(3L, 4L))));
        assertThatThrownBy(() -> client.complete(write, new LinKv.WriteOk()))
                .isInstanceOf(UnexpectedReplyException.class);
    }

    @Test
    void stickyClientStaysAndRoamingClientMoves() {
        assertThat(nodes(SessionWorkload.sticky().client())).containsExactly("n2", "n2", "n2", "n2");
        assertThat(nodes(SessionWorkload.roaming().client())).containsExactly("n2", "n3", "n1", "n2");
    }

    private static List<String> nodes(Client client) {
        List<String> nodes = new ArrayList<>();
        for (long request = 0; request < 4; request++) {
            nodes.add(client.node(new Call(1, "read", null), request, NODES));
        }
        return nodes;
    }
}
