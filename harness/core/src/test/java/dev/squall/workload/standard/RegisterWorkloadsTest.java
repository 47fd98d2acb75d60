package dev.squall.workload.standard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.check.Budget;
import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.client.Client;
import dev.squall.generator.Call;
import dev.squall.generator.Context;
import dev.squall.generator.Generator;
import dev.squall.generator.Step;
import dev.squall.history.HistoryReader;
import dev.squall.workload.Workload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegisterWorkloadsTest {

    private static final List<String> NODES = List.of("n1", "n2", "n3");

    private static List<Call> calls(Workload workload, int threads, int count) {
        List<Integer> all = IntStream.range(0, threads).boxed().toList();
        Context context = new Context(0, all, all, new SplittableRandom(1));
        List<Call> calls = new ArrayList<>();
        Generator generator = workload.generator(threads);
        while (calls.size() < count) {
            Step.Emit emit = (Step.Emit) generator.next(context);
            calls.add(emit.call());
            generator = emit.rest();
        }
        return calls;
    }

    private static Object key(Call call) {
        return ((List<?>) call.value()).get(0);
    }

    @Test
    void noValueIsWrittenTwiceToAKey() {
        List<Call> writes = calls(new RegisterWorkload(), 10, 2_000).stream()
                .filter(call -> call.function().equals("write"))
                .toList();

        assertThat(writes).extracting(Call::value).doesNotHaveDuplicates().hasSizeGreaterThan(500);
    }

    @Test
    void halfOfTheClientsOfAKeyOnlyRead() {
        List<Call> calls = calls(RegisterWorkload.withReaders(), 16, 2_000);

        assertThat(threads(calls, "write")).containsExactly(0, 1, 2, 3, 4, 10, 11, 12, 13, 14);
        assertThat(threads(calls, "read"))
                .containsExactlyElementsOf(IntStream.range(0, 16).boxed().toList());
        assertThat(calls.stream().filter(call -> call.function().equals("write")))
                .extracting(Call::value)
                .doesNotHaveDuplicates();
    }

    private static Set<Integer> threads(List<Call> calls, String function) {
        return calls.stream()
                .filter(call -> call.function().equals(function))
                .map(Call::thread)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void eachClientHasItsOwnKeysForItsWrites() {
        Map<Object, Integer> owners = new HashMap<>();
        for (Call call : calls(new ReadYourWritesWorkload(), 4, 2_000)) {
            assertThat(owners.computeIfAbsent(key(call), key -> call.thread())).isEqualTo(call.thread());
        }
        assertThat(owners).hasSizeGreaterThanOrEqualTo(2_000 / ReadYourWritesWorkload.CALLS_PER_KEY);
    }

    @Test
    void aClientReadsItsWritesAtAnotherNode() {
        Client client = new ReadYourWritesWorkload().client();

        assertThat(client.node(new Call(2, "write", List.of(0L, 1L)), 0, NODES)).isEqualTo("n3");
        assertThat(client.node(new Call(2, "read", Arrays.asList(0L, null)), 1, NODES))
                .isEqualTo("n1");
    }

    @Test
    void casOfAKeyHasOneOldAndDistinctNewValues() {
        List<Call> calls = calls(new CompareAndSetWorkload(), 5, 400);

        assertThat(calls.stream().filter(call -> call.function().equals("cas")))
                .extracting(Call::value)
                .doesNotHaveDuplicates()
                .allSatisfy(value ->
                        assertThat(((List<?>) ((List<?>) value).get(1)).get(0)).isEqualTo(0L));
    }

    private static Verdict readYourWrites(String... operations) {
        StringBuilder edn = new StringBuilder();
        for (int i = 0; i < operations.length; i++) {
            String[] words = operations[i].split(" ");
            edn.append(String.format(
                    "{:index %d, :time %d, :type :%s, :process %s, :f :%s, :value [0 %s]}%n",
                    i, i, words[1], words[0], words[2], words[3]));
        }
        return new ReadYourWrites().check(HistoryReader.parse(edn.toString()), Budget.DEFAULT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nil", "1"})
    void missedOwnAcknowledgedWriteIsViolation(String seen) {
        Verdict verdict = readYourWrites(
                "0 invoke write 1",
                "0 ok write 1",
                "0 invoke write 2",
                "0 ok write 2",
                "0 invoke read nil",
                "0 ok read " + seen);

        assertThat(verdict.validity()).isEqualTo(Validity.VIOLATION);
        assertThat(verdict.anomaly()).isEqualTo("read-your-writes-broken");
    }

    @Test
    void unknownWriteMayBeSeenThenUnseen() {
        Verdict verdict = readYourWrites(
                "0 invoke write 1",
                "0 info write 1",
                "5 invoke write 2",
                "5 ok write 2",
                "5 invoke read nil",
                "5 ok read 1",
                "5 invoke read nil",
                "5 ok read 2");

        assertThat(verdict.validity()).isEqualTo(Validity.VALID);
    }
}
