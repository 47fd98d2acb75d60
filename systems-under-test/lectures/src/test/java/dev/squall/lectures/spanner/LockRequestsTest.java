package dev.squall.lectures.spanner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LockRequestsTest {

    private final LockRequests locks = new LockRequests();
    private final List<String> answers = new ArrayList<>();

    private void request(String transaction, long ticket, String function, Object... keys) {
        List<List<Object>> operations = new ArrayList<>();
        for (Object key : keys) {
            operations.add(Arrays.asList(function, key, function.equals("r") ? null : 1L));
        }
        locks.request(transaction, ticket, operations, granted -> answers.add(transaction + " " + granted));
    }

    @Test
    void readersShareALock() {
        request("a", 1, "r", 1L);
        request("b", 2, "r", 1L);

        assertThat(answers).containsExactly("a true", "b true");
    }

    @Test
    void youngerTransactionDies() {
        request("a", 1, "w", 1L);
        request("b", 2, "w", 2L, 1L);

        assertThat(answers).containsExactly("a true", "b false");
        request("c", 3, "w", 2L);
        assertThat(answers).as("b has released its lock").endsWith("c true");
    }

    @Test
    void olderTransactionWaitsForTheRelease() {
        request("b", 2, "w", 1L);
        request("a", 1, "w", 1L);
        assertThat(locks.isWaiting("a")).isTrue();

        locks.release("b");

        assertThat(answers).containsExactly("b true", "a true");
        assertThat(locks.isWaiting("a")).isFalse();
    }

    @Test
    void withdrawnRequestIsNotAnswered() {
        request("b", 2, "w", 1L);
        request("a", 1, "w", 2L, 1L);
        locks.release("a");
        locks.release("b");
        request("c", 3, "w", 2L);

        assertThat(answers).containsExactly("b true", "c true");
    }

    @Test
    void answerMayReleaseLocks() {
        request("c", 3, "w", 1L);
        locks.request("b", 2, List.of(List.of("w", 1L, 1L)), granted -> locks.release("b"));
        request("a", 1, "w", 1L);

        locks.release("c");

        assertThat(answers).containsExactly("c true", "a true");
    }
}
