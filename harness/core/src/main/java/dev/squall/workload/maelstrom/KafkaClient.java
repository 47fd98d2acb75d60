package dev.squall.workload.maelstrom;

import dev.squall.client.Client;
import dev.squall.client.Completion;
import dev.squall.client.UnexpectedReplyException;
import dev.squall.generator.Call;
import dev.squall.history.Keyword;
import dev.squall.node.Body;
import dev.squall.node.protocol.Kafka;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Client of the kafka workload. It keeps, for each thread, the offsets to poll from. A thread that becomes a new
 * process has no offsets until its next assign. One for each run.
 */
final class KafkaClient implements Client {

    private static final Keyword SENT = new Keyword(KafkaWorkload.SEND);
    private static final Keyword POLLED = new Keyword(KafkaWorkload.POLL);

    /** Next offset of each key, by thread. */
    private final Map<Integer, TreeMap<String, Long>> positions = new ConcurrentHashMap<>();
    /** Last polled offset of each key since the last assign, by thread. */
    private final Map<Integer, TreeMap<String, Long>> processed = new ConcurrentHashMap<>();

    private static TreeMap<String, Long> of(Map<Integer, TreeMap<String, Long>> offsets, Call call) {
        return offsets.computeIfAbsent(call.thread(), thread -> new TreeMap<>());
    }

    @Override
    public Body request(Call call) {
        return switch (call.function()) {
            case KafkaWorkload.SEND -> {
                List<?> send = send(call);
                yield new Kafka.Send((String) send.get(1), send.get(2));
            }
            case KafkaWorkload.POLL -> new Kafka.Poll(new TreeMap<>(of(positions, call)));
            case KafkaWorkload.COMMIT -> new Kafka.CommitOffsets(new TreeMap<>(of(processed, call)));
            case KafkaWorkload.ASSIGN -> new Kafka.ListCommittedOffsets(keys(call));
            default -> throw new IllegalArgumentException("kafka has no function " + call.function());
        };
    }

    @Override
    public Completion complete(Call call, Body reply) {
        if (call.function().equals(KafkaWorkload.SEND) && reply instanceof Kafka.SendOk sent) {
            List<?> send = send(call);
            return Completion.ok(List.of(List.of(SENT, send.get(1), List.of(sent.offset(), send.get(2)))));
        } else if (call.function().equals(KafkaWorkload.POLL) && reply instanceof Kafka.PollOk poll) {
            return poll(call, poll);
        } else if (call.function().equals(KafkaWorkload.COMMIT) && reply instanceof Kafka.CommitOffsetsOk) {
            return Completion.ok(new TreeMap<>(of(processed, call)));
        } else if (call.function().equals(KafkaWorkload.ASSIGN)
                && reply instanceof Kafka.ListCommittedOffsetsOk committed) {
            return assign(call, committed);
        }
        throw new UnexpectedReplyException(call.function(), reply, expected(call.function()));
    }

    private static String expected(String function) {
        return switch (function) {
            case KafkaWorkload.COMMIT -> "commit_offsets_ok";
            case KafkaWorkload.ASSIGN -> "list_committed_offsets_ok";
            default -> function + "_ok";
        };
    }

    private Completion poll(Call call, Kafka.PollOk poll) {
        Map<String, Object> polled = new TreeMap<>();
        poll.msgs().forEach((key, pairs) -> {
            List<Object> checked = new ArrayList<>();
            for (List<Object> pair : pairs) {
                if (pair.size() != 2 || !(pair.get(0) instanceof Long offset) || pair.get(1) == null) {
                    throw new UnexpectedReplyException(
                            call.function(), poll, "pairs [offset, message] of key " + key + " in poll_ok");
                }
                checked.add(List.of(offset, pair.get(1)));
            }
            polled.put(key, List.copyOf(checked));
        });
        poll.msgs()
                .forEach((key, pairs) -> pairs.forEach(pair -> {
                    of(positions, call).put(key, (Long) pair.get(0) + 1);
                    of(processed, call).put(key, (Long) pair.get(0));
                }));
        return Completion.ok(List.of(List.of(POLLED, polled)));
    }

    /**
     * Polls from the committed offset on, so the message at that offset is read again, as by Maelstrom's client. Some
     * nodes answer 0 for a key without a committed offset.
     */
    private Completion assign(Call call, Kafka.ListCommittedOffsetsOk committed) {
        forget(call);
        for (String key : keys(call)) {
            Long offset = committed.offsets().get(key);
            of(positions, call).put(key, offset == null ? 0L : offset);
        }
        return Completion.ok(call.value());
    }

    private void forget(Call call) {
        positions.remove(call.thread());
        processed.remove(call.thread());
    }

    /** Completes an operation of unknown effect; the thread's offsets are gone with its process. */
    @Override
    public Completion indefinite(Call call, String error) {
        if (!isReadOnly(call.function())) {
            forget(call);
        }
        return Client.super.indefinite(call, error);
    }

    @Override
    public boolean isReadOnly(String function) {
        return function.equals(KafkaWorkload.POLL) || function.equals(KafkaWorkload.ASSIGN);
    }

    private static List<?> send(Call call) {
        return (List<?>) ((List<?>) call.value()).get(0);
    }

    @SuppressWarnings("unchecked")
    private static List<String> keys(Call call) {
        return (List<String>) call.value();
    }
}
