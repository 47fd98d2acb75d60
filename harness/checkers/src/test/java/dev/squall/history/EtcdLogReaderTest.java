package dev.squall.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.squall.history.Operation.Type;
import java.util.List;
import org.junit.jupiter.api.Test;

class EtcdLogReaderTest {

    @Test
    void linesOfTheLoggerBecomeOperations() {
        History history = EtcdLogReader.parse(List.of(
                "INFO  jepsen.util - 2\t:invoke\t:cas\t[3 0]",
                "INFO  jepsen.core - something else",
                "INFO  jepsen.util - :nemesis\t:info\t:start\tnil",
                "INFO  jepsen.util - 2\t:info\t:cas\t:timed-out"));
        assertThat(history.operations())
                .containsExactly(
                        new Operation(0, -1, Type.INVOKE, 2, "cas", List.of(3L, 0L)),
                        new Operation(1, -1, Type.INFO, Operation.NEMESIS, "start", null),
                        new Operation(2, -1, Type.INFO, 2, "cas", null));
    }

    @Test
    void malformedLinesAreNamed() {
        assertThatThrownBy(() -> EtcdLogReader.parse(List.of("INFO  jepsen.util - 2\t:began\t:read\tnil")))
                .hasMessageStartingWith("line 1, column 21: found '2\t:began\t:read\tnil', expected process");
        assertThatThrownBy(() -> EtcdLogReader.parse(List.of("INFO  jepsen.util - 2\t:ok\t:read\tnil")))
                .hasMessageStartingWith("line 1: found :ok of read by process 2, which has nothing open");
        assertThatThrownBy(() -> EtcdLogReader.parse(List.of("{:type :invoke}")))
                .hasMessageStartingWith("line 1: found no line of an etcd log");
    }
}
