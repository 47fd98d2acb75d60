package dev.squall.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class KvLogReaderTest {

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void theKeyBecomesTheFirstHalfOfTheValue() {
        History history = KvLogReader.parse(
                bytes(
                        """
                {:process 0, :type :invoke, :f :get, :key "7", :value nil}
                {:process 0, :type :ok, :f :get, :key "7", :value "x"}
                """));
        assertThat(history.get(0).value()).isEqualTo(Arrays.asList("7", null));
        assertThat(history.get(1).value()).isEqualTo(List.of("7", "x"));
        assertThat(history.get(1).extras()).isEmpty();
    }

    @Test
    void anOperationWithoutAKeyIsNamed() {
        assertThatThrownBy(() -> KvLogReader.parse(bytes("{:process 0, :type :invoke, :f :get, :value nil}")))
                .isInstanceOf(HistoryFormatException.class)
                .hasMessage("operation 0: found no :key, expected one in each operation of a log of a key-value map");
    }

    @Test
    void aLogIsRecognisedByTheKeyOfItsFirstOperation() {
        assertThat(KvLogReader.recognises(bytes("{:process 0, :type :invoke, :f :get, :key \"7\", :value nil}")))
                .isTrue();
        assertThat(KvLogReader.recognises(bytes("{:process 0, :type :invoke, :f :read, :value [:key 1]}\n{:key 1}")))
                .isFalse();
        assertThat(KvLogReader.recognises(bytes("INFO  jepsen.util - 0\t:invoke\t:read\tnil")))
                .isFalse();
        assertThat(KvLogReader.recognises(bytes(""))).isFalse();
    }
}
