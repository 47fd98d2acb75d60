package dev.squall.lectures.raft;

import dev.squall.lectures.raft.Snapshot.KeyValue;
import dev.squall.node.protocol.ErrorCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * State machine of the store: a map that depends only on the applied commands and their order (lecture 5.3). Nodes that
 * apply the same log have the same state. An append takes time linear in the string, every other command constant time.
 */
public final class ReplicatedMap {

    private final Map<Object, Object> values = new LinkedHashMap<>();

    /** Executes a command, and returns the command's result. A read does not change the map. */
    public Reply apply(Command command) {
        Object key = command.key();
        if (command.operation().equals(Command.WRITE)) {
            values.put(key, command.to());
            return Reply.ok(command, Reply.WRITE_OK, null);
        }
        if (command.operation().equals(Command.APPEND)) {
            return append(command);
        }
        Object value = values.get(key);
        if (value == null && !values.containsKey(key)) {
            return Reply.error(command, ErrorCode.KEY_DOES_NOT_EXIST);
        }
        if (command.operation().equals(Command.READ)) {
            return Reply.ok(command, Reply.READ_OK, value);
        }
        if (!Objects.equals(value, command.from())) {
            return Reply.preconditionFailed(command);
        }
        values.put(key, command.to());
        return Reply.ok(command, Reply.CAS_OK, null);
    }

    /** Appends to the string of a key. A key never written has an empty string. */
    private Reply append(Command command) {
        if (!(values.getOrDefault(command.key(), "") instanceof String string)) {
            return Reply.preconditionFailed(command);
        }
        values.put(command.key(), string + command.to());
        return Reply.ok(command, Reply.APPEND_OK, null);
    }

    /** Returns a digest with the properties of {@link Sessions#digest}. */
    long digest() {
        long digest = 0;
        for (Map.Entry<Object, Object> entry : values.entrySet()) {
            digest = Digest.of(digest, entry.getKey(), entry.getValue());
        }
        return digest;
    }

    List<KeyValue> values() {
        List<KeyValue> pairs = new ArrayList<>(values.size());
        values.forEach((key, value) -> pairs.add(new KeyValue(key, value)));
        return pairs;
    }

    void restore(List<KeyValue> pairs) {
        values.clear();
        for (KeyValue pair : pairs) {
            values.put(pair.key(), pair.value());
        }
    }
}
