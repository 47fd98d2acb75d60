package dev.squall.run.loop;

import dev.squall.client.Completion;
import dev.squall.history.Operation;
import dev.squall.history.Operation.Type;
import dev.squall.world.Timeline;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The growing history of a run. Each operation is stored and passed to the recorder at once. */
final class HistoryLog {

    private final Timeline timeline;
    private final Recorder recorder;
    private final Consumer<Operation> listener;
    private final List<Operation> operations = new ArrayList<>();

    /** @param listener called with each operation after it has been recorded */
    HistoryLog(Timeline timeline, Recorder recorder, Consumer<Operation> listener) {
        this.timeline = timeline;
        this.recorder = recorder;
        this.listener = listener;
    }

    void add(Type type, int process, String function, Object value) {
        add(type, process, function, value, Map.of());
    }

    void addNemesis(String function, Object value) {
        add(Type.INFO, Operation.NEMESIS, function, value);
    }

    /** @param node the node that received the client's request; checkers of replicas use it */
    void addCompletion(int process, String function, Completion completion, String node) {
        Map<String, Object> extras = new LinkedHashMap<>();
        extras.put("node", node);
        if (!completion.error().isEmpty()) {
            extras.put("error", completion.error());
        }
        add(completion.type(), process, function, completion.value(), extras);
    }

    private void add(Type type, int process, String function, Object value, Map<String, Object> extras) {
        Operation operation =
                new Operation(operations.size(), timeline.nowNanos(), type, process, function, value, extras);
        operations.add(operation);
        recorder.operation(operation);
        listener.accept(operation);
    }

    List<Operation> operations() {
        return Collections.unmodifiableList(operations);
    }
}
