package dev.squall.lectures.spanner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.lectures.spanner.SpannerMessages.Prepare;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShardStateTest {

    private final ShardState state = new ShardState();

    private static List<Object> append(Object key, Object element) {
        return List.of("append", key, element);
    }

    private static List<Object> read(Object key) {
        return Arrays.asList("r", key, null);
    }

    private static ShardCommand prepare(String transaction, long timestamp, List<List<Object>> operations) {
        return ShardCommand.prepare(new Prepare(transaction, 1, 0, operations), timestamp, List.of());
    }

    @Test
    void readAtATimestampSeesTheLatestVersionUpToIt() {
        state.apply(ShardCommand.commit("a", 10, List.of(append(1L, 1L))));
        state.apply(ShardCommand.commit("b", 20, List.of(append(1L, 2L))));

        assertThat(state.value(1L, 9)).isNull();
        assertThat(state.version(1L, 9)).isEqualTo(ShardState.ABSENT);
        assertThat(state.value(1L, 10)).isEqualTo(List.of(1L));
        assertThat(state.value(1L, 19)).isEqualTo(List.of(1L));
        assertThat(state.value(1L, 20)).isEqualTo(List.of(1L, 2L));
        assertThat(state.version(1L, 30)).isEqualTo(20);
    }

    @Test
    void executionSeesItsOwnWritesAndChangesNothing() {
        ShardState.Execution execution =
                state.execute(List.of(append(1L, 1L), read(1L), List.of("w", 2L, 5L), read(2L), read(3L)));

        assertThat(execution.results()).containsExactly(1L, List.of(1L), 5L, 5L, null);
        assertThat(execution.writes()).containsOnlyKeys(1L, 2L);
        assertThat(state.value(1L, Long.MAX_VALUE)).isNull();
    }

    @Test
    void firstOutcomeCounts() {
        state.apply(ShardCommand.abort("a"));

        assertThat(state.apply(ShardCommand.commit("a", 10, List.of(append(1L, 1L)))))
                .isEmpty();
        assertThat(state.outcome("a").commit()).isFalse();
        assertThat(state.value(1L, 10)).isNull();
    }

    @Test
    void preparedOperationsTakeEffectAtTheCommitTimestamp() {
        state.apply(prepare("a", 5, List.of(append(1L, 1L))));
        assertThat(state.allPrepared()).hasSize(1);

        assertThat(state.apply(ShardCommand.commit("a", 10, List.of()))).containsExactly(1L);
        assertThat(state.allPrepared()).isEmpty();
        assertThat(state.version(1L, 10)).isEqualTo(10);
        assertThat(state.version(1L, 9)).isEqualTo(ShardState.ABSENT);
    }

    @Test
    void transactionWithOutcomeIsNotPreparedAgain() {
        state.apply(ShardCommand.abort("a"));
        state.apply(prepare("a", 5, List.of(append(1L, 1L))));

        assertThat(state.prepared("a")).isNull();
    }

    @Test
    void lastTimestampIsTheLargestOfAllCommands() {
        state.apply(ShardCommand.safe(30));
        state.apply(ShardCommand.commit("a", 20, List.of()));
        state.apply(ShardCommand.safe(10));

        assertThat(state.safeTime()).isEqualTo(30);
        assertThat(state.lastTimestamp()).isEqualTo(30);
        state.apply(prepare("b", 40, List.of(read(1L))));
        assertThat(state.lastTimestamp()).isEqualTo(40);
        assertThat(state.safeTime()).isEqualTo(30);
    }

    @Test
    void commandSurvivesRaftsForm() {
        List<ShardCommand> commands = List.of(
                ShardCommand.blank(),
                ShardCommand.safe(7),
                ShardCommand.abort("a"),
                ShardCommand.commit("a", 8, List.of(append(1L, 2L))),
                ShardCommand.prepare(new Prepare("a", 3, 1, List.of(read(1L))), 9, Arrays.asList((Object) null)));

        assertThat(commands).allSatisfy(command -> assertThat(ShardCommand.of(command.toRaft("n1", 4)))
                .isEqualTo(command));
    }
}
