package dev.squall.lectures.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.lectures.text.TextMessages.Delete;
import dev.squall.lectures.text.TextMessages.DeleteOk;
import dev.squall.lectures.text.TextMessages.Insert;
import dev.squall.lectures.text.TextMessages.InsertOk;
import dev.squall.lectures.text.TextMessages.Read;
import dev.squall.lectures.text.TextMessages.ReadOk;
import dev.squall.node.Body;
import dev.squall.node.protocol.ErrorReply;
import dev.squall.testkit.VirtualCluster;
import dev.squall.world.Latency;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TextNodesTest {

    private static final List<String> NODES = List.of("n1", "n2", "n3");

    static Stream<TextProgram> programs() {
        return Stream.of(new TextProgram.Positions(), new TextProgram.Fugue(), new TextProgram.Transformation());
    }

    private static String read(VirtualCluster cluster, String node) {
        return ((ReadOk) cluster.ask("c0", node, new Read())).text();
    }

    @ParameterizedTest
    @MethodSource("programs")
    void editorsOwnTextChangesAtOnce(TextProgram program) {
        VirtualCluster cluster = VirtualCluster.of(program).start();
        cluster.separate("n2");

        assertThat(cluster.ask("c0", "n2", new Insert(0, "held"))).isEqualTo(new InsertOk(0));
        assertThat(cluster.ask("c0", "n2", new Insert(1_000, "o"))).isEqualTo(new InsertOk(4));
        assertThat(cluster.ask("c0", "n2", new Insert(500, "l"))).isEqualTo(new InsertOk(2));
        assertThat(cluster.ask("c0", "n2", new Delete(800))).isEqualTo(new DeleteOk(4, "d"));

        assertThat(read(cluster, "n2")).isEqualTo("hello");
        assertThat(read(cluster, "n1")).isEmpty();
        cluster.heal();
        cluster.run(1_000);
        assertThat(read(cluster, "n1")).isEqualTo("hello");
    }

    @ParameterizedTest
    @MethodSource("programs")
    void malformedRequestsAreRefused(TextProgram program) {
        VirtualCluster cluster = VirtualCluster.of(program).start();

        for (Body body : List.of(new Insert(0, ""), new Insert(1_001, "a"), new Delete(-1), new Delete(0))) {
            assertThat(cluster.ask("c0", "n1", body)).isInstanceOf(ErrorReply.class);
        }
    }

    @ParameterizedTest
    @MethodSource("programs")
    void textsConvergeAfterEditorsWorkedApart(TextProgram program) {
        for (long seed = 1; seed <= 10; seed++) {
            TextJournal journal = new TextJournal(NODES);
            VirtualCluster cluster = VirtualCluster.of(program)
                    .seed(seed)
                    .latency(new Latency(2_000_000, Latency.Distribution.EXPONENTIAL))
                    .observing((node, fact) -> journal.onFact(0, node, 0, fact))
                    .start();
            Random random = new Random(seed);
            for (int i = 0; i < 300; i++) {
                if (i % 50 == 10) {
                    cluster.separate(NODES.get(random.nextInt(NODES.size())));
                } else if (i % 50 == 40) {
                    cluster.heal();
                }
                long place = random.nextInt(3) * 500;
                Body body = random.nextInt(3) == 0 ? new Delete(place) : new Insert(place, "abc");
                cluster.request("c" + i, NODES.get(random.nextInt(NODES.size())), body);
                cluster.run(5);
            }
            cluster.heal();
            cluster.run(5_000);
            journal.onEnd(0);

            List<String> texts = new ArrayList<>();
            NODES.forEach(node -> texts.add(read(cluster, node)));
            assertThat(texts.get(0)).isNotEmpty();
            assertThat(texts).containsOnly(texts.get(0));
            assertThat(journal.verdicts()).hasSizeGreaterThanOrEqualTo(3);
            assertThat(journal.verdicts()).extracting(Verdict::validity).containsOnly(Validity.VALID);
        }
    }

    private static String twoPassages(TextProgram program) {
        VirtualCluster cluster = VirtualCluster.of(program).start();
        cluster.ask("c0", "n1", new Insert(0, "-"));
        cluster.run(1_000);
        cluster.separate("n2");
        cluster.ask("c0", "n2", new Insert(1_000, "abcdefgh"));
        cluster.ask("c0", "n3", new Insert(1_000, "ABCDEFGH"));
        cluster.heal();
        cluster.run(1_000);
        return read(cluster, "n1").substring(1);
    }

    @ParameterizedTest
    @MethodSource("programs")
    void onlyRandomPositionsInterleaveConcurrentPassages(TextProgram program) {
        String text = twoPassages(program);

        assertThat(text.replaceAll("[A-Z]", "")).isEqualTo("abcdefgh");
        assertThat(text.replaceAll("[a-z]", "")).isEqualTo("ABCDEFGH");
        assertThat(text.contains("abcdefgh")).isEqualTo(!(program instanceof TextProgram.Positions));
    }
}
