package dev.squall.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.history.format.HistoryFormats;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever happens to a file, each reader makes a history of it or says in a sentence where and why it does not. */
class MutatedHistoriesTest {

    private static final String EDN =
            """
            {:process 0, :type :invoke, :f :txn, :value [[:w :x 1] [:r :y nil]], :time 17, :index 0}
            {:process 1, :type :invoke, :f :cas, :value #{1 2.5 -3N 4.0M}, :time 18, :index 1} ; a comment
            {:process :nemesis, :type :info, :f :start, :value {"a" \\b, #inst "2020" #_ ignored (nil true)}}
            {:process 0, :type :ok, :f :txn, :value [[:w :x 1] [:r :y "ü\\n\\u00e9"]], :time 19, :index 3}
            {:process 1, :type :fail, :f :cas, :value ##Inf, :time 20, :index 4}
            """;

    private static final String KV =
            """
            {:process 0, :type :invoke, :f :get, :key "7", :value nil}
            {:process 1, :type :invoke, :f :append, :key "7", :value "x 1 0 y"}
            {:process 0, :type :ok, :f :get, :key "7", :value "x 0 0 y"}
            {:process 1, :type :ok, :f :append, :key "7", :value "x 1 0 y"}
            """;

    private static final String ETCD =
            """
            INFO  jepsen.util - 2\t:invoke\t:cas\t[3 0]
            INFO  jepsen.util - :nemesis\t:info\t:start\tnil
            INFO  jepsen.core - something else
            INFO  jepsen.util - 0\t:invoke\t:read\tnil
            INFO  jepsen.util - 2\t:info\t:cas\t:timed-out
            INFO  jepsen.util - 0\t:ok\t:read\t3
            """;

    private static final List<String> PIECES = List.of(
            "{",
            "}",
            "[",
            "]",
            "(",
            ")",
            "#{",
            "#_",
            "##",
            "#",
            "\"",
            "\\",
            ":",
            ";",
            "\n",
            "\t",
            "nil",
            ":nemesis",
            "99999999999999999999999",
            "-",
            "1e999999999",
            "0x",
            "1/2",
            ":type",
            ":process",
            "\\u12",
            "\u0000",
            "é");

    private static byte[] mutated(String valid, int mutations, Random random) {
        byte[] text = valid.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < mutations; i++) {
            int at = random.nextInt(text.length + 1);
            text = switch (random.nextInt(6)) {
                case 0 -> flipped(text, random);
                case 1 -> replaced(text, at, 1 + random.nextInt(12), new byte[0]);
                case 2 -> replaced(text, at, 0, piece(random));
                case 3 -> replaced(text, at, 0, repeated(piece(random), random.nextInt(5_000)));
                case 4 -> replaced(text, at, 0, noise(random));
                default -> replaced(text, at, text.length, new byte[0]);
            };
        }
        return text;
    }

    private static byte[] flipped(byte[] text, Random random) {
        byte[] flipped = text.clone();
        if (text.length > 0) {
            flipped[random.nextInt(text.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return flipped;
    }

    private static byte[] piece(Random random) {
        return PIECES.get(random.nextInt(PIECES.size())).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] noise(Random random) {
        byte[] noise = new byte[1 + random.nextInt(8)];
        random.nextBytes(noise);
        return noise;
    }

    private static byte[] repeated(byte[] piece, int times) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < times; i++) {
            out.writeBytes(piece);
        }
        return out.toByteArray();
    }

    private static byte[] replaced(byte[] text, int at, int length, byte[] by) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(text, 0, at);
        out.writeBytes(by);
        int rest = Math.min(text.length, at + length);
        out.write(text, rest, text.length - rest);
        return out.toByteArray();
    }

    private static History parse(byte[] text) {
        return HistoryFormats.parse(text).history();
    }

    /** Any other exception, or error, fails the test. */
    private static boolean isHistory(Function<byte[], History> reader, byte[] text) {
        try {
            History history = reader.apply(text);
            assertThat(HistoryReader.parse(HistoryWriter.toEdn(history)).size()).isEqualTo(history.size());
            return true;
        } catch (HistoryFormatException malformed) {
            assertThat(malformed.getMessage()).matches("(?s)(line \\d+(, column \\d+)?|operation \\d+): .+");
            return false;
        }
    }

    @Test
    void unmutatedTextsAreValid() {
        assertThat(isHistory(HistoryReader::parse, EDN.getBytes(StandardCharsets.UTF_8)))
                .isTrue();
        assertThat(isHistory(MutatedHistoriesTest::parse, KV.getBytes(StandardCharsets.UTF_8)))
                .isTrue();
        assertThat(isHistory(MutatedHistoriesTest::parse, ETCD.getBytes(StandardCharsets.UTF_8)))
                .isTrue();
    }

    @Property(tries = 5_000)
    void mutatedEdnIsReadOrNamesThePlace(@ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int mutations) {
        byte[] text = mutated(EDN, mutations, new Random(seed));
        isHistory(HistoryReader::parse, text);
        isHistory(cut -> HistoryReader.parseCut(cut).history(), text);
    }

    @Property(tries = 3_000)
    void mutatedMapLogIsReadOrNamesThePlace(@ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int mutations) {
        byte[] text = mutated(KV, mutations, new Random(seed));
        isHistory(MutatedHistoriesTest::parse, text);
    }

    @Property(tries = 3_000)
    void mutatedEtcdLogIsReadOrNamesThePlace(@ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int mutations) {
        isHistory(MutatedHistoriesTest::parse, mutated(ETCD, mutations, new Random(seed)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[", "{", "(", "#{", "#_", "#t ", "##", "9", "-", "\"", "\\u", ":k", "{1 ", "^", "1e9", "+0"})
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void millionRepeatsNeitherHangNorOverflow(String piece) {
        String value = piece.repeat(1_000_000);
        String operation = "{:process 0, :type :invoke, :f :read, :value " + value + "}";
        byte[] edn = operation.getBytes(StandardCharsets.UTF_8);
        byte[] etcd = ("INFO  jepsen.util - 2\t:invoke\t:cas\t" + value).getBytes(StandardCharsets.UTF_8);
        isHistory(HistoryReader::parse, edn);
        isHistory(MutatedHistoriesTest::parse, etcd);
    }
}
