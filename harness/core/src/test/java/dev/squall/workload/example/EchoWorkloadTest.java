package dev.squall.workload.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.check.Budget;
import dev.squall.check.Validity;
import dev.squall.client.Client;
import dev.squall.client.Completion;
import dev.squall.generator.Call;
import dev.squall.history.History;
import dev.squall.history.Operation;
import dev.squall.history.Operation.Type;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EchoWorkloadTest {

    private final EchoWorkload workload = new EchoWorkload();

    @Test
    void sameNumberBackIsValid() {
        assertThat(check(7L)).isEqualTo(Validity.VALID);
    }

    @Test
    void otherNumberBackIsViolation() {
        assertThat(check(8L)).isEqualTo(Validity.VIOLATION);
    }

    private Validity check(Object answer) {
        Client client = workload.client();
        Call call = new Call(0, "echo", 7L);
        Completion completion = client.complete(call, new EchoWorkload.EchoOk(answer));
        History history = History.of(List.of(
                new Operation(0, 0, Type.INVOKE, 0, "echo", call.value(), Map.of()),
                new Operation(1, 1, completion.type(), 0, "echo", completion.value(), Map.of())));
        return workload.checkers().get(0).check(history, Budget.DEFAULT).validity();
    }
}
