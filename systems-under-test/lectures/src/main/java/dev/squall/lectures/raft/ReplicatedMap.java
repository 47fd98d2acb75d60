package dev.squall.lectures.raft;

import dev.squall.lectures.raft.Snapshot.KeyValue;
import dev.squall.node.protocol.ErrorCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The state machine: a map whose state follows from the commands applied and their order alone (lecture 5.3), so that
 * nodes which apply the same log are the same. Every command costs constant time, but for an append,
 * which costs the length of the string.
 */
public final class ReplicatedMap {

    private final Map<Object, Object> values = new LinkedHashMap<>();

    /** Executes a command and says what came of it. A read changes nothing. */
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

    /** To a key never written it appends as to the empty string. */
    private Reply append(Command command) {
        if (!(values.getOrDefault(command.key(), "") instanceof String string)) {
            return Reply.preconditionFailed(command);
        }
        values.put(command.key(), string + command.to());
        return Reply.ok(command, Reply.APPEND_OK, null);
    }

    /** As {@link Sessions#digest}. */
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
