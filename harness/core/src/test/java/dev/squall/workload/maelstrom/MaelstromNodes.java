package dev.squall.workload.maelstrom;

import dev.squall.node.Body;
import dev.squall.node.Environment;
import dev.squall.node.Message;
import dev.squall.node.Node;
import dev.squall.node.protocol.Broadcasts;
import dev.squall.node.protocol.Echo;
import dev.squall.node.protocol.Kafka;
import dev.squall.node.protocol.Sets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Small nodes in Java for each of Maelstrom's workloads, right or wrong, for networks that lose nothing. */
final class MaelstromNodes {

    private MaelstromNodes() {}

    /** Returns the node for a workload. */
    static Node create(String workload, boolean wrong, Environment environment) {
        return switch (workload) {
            case "echo" ->
                new Requests(environment, wrong) {
                    @Override
                    Body answer(Message request) {
                        return new Echo.EchoOk(wrong ? "hello" : ((Echo.Request) request.body()).echo());
                    }
                };
            case "unique-ids" ->
                new Requests(environment, wrong) {
                    private long count;

                    @Override
                    Body answer(Message request) {
                        count++;
                        return new Echo.GenerateOk(wrong ? (Object) count : environment.nodeId() + "-" + count);
                    }
                };
            case "kafka" -> new Logs(environment, wrong);
            default -> new Replica(environment, wrong);
        };
    }

    private abstract static class Requests implements Node {

        protected final Environment environment;
        protected final boolean wrong;

        Requests(Environment environment, boolean wrong) {
            this.environment = environment;
            this.wrong = wrong;
        }

        @Override
        public void start() {}

        @Override
        public void receive(Message message) {
            environment.reply(message, answer(message));
        }

        abstract Body answer(Message request);
    }

    /** Replica of a set of broadcasts, of a set or of a counter. Wrong: it tells the others nothing. */
    private static final class Replica extends Requests {

        private final Set<Object> elements = new LinkedHashSet<>();
        private long sum;

        Replica(Environment environment, boolean wrong) {
            super(environment, wrong);
        }

        @Override
        public void receive(Message message) {
            boolean isUpdate = apply(message.body());
            if (!message.isFromClient()) {
                return;
            }
            if (isUpdate && !wrong) {
                for (String node : environment.nodeIds()) {
                    if (!node.equals(environment.nodeId())) {
                        environment.send(
                                new Message(environment.nodeId(), node, Message.NO_ID, Message.NO_ID, message.body()));
                    }
                }
            }
            environment.reply(message, answer(message));
        }

        private boolean apply(Body body) {
            if (body instanceof Broadcasts.Broadcast broadcast) {
                return elements.add(broadcast.message());
            } else if (body instanceof Sets.Add add) {
                return elements.add(add.element());
            } else if (body instanceof Sets.AddDelta add) {
                sum += add.delta();
                return true;
            }
            return false;
        }

        @Override
        Body answer(Message request) {
            Body body = request.body();
            if (body instanceof Broadcasts.Topology) {
                return new Broadcasts.TopologyOk();
            } else if (body instanceof Broadcasts.Broadcast) {
                return new Broadcasts.BroadcastOk();
            } else if (body instanceof Broadcasts.Read) {
                return new Broadcasts.ReadOk(new ArrayList<>(elements));
            } else if (body instanceof Sets.Read) {
                return sum == 0 && !elements.isEmpty()
                        ? new Sets.Elements(new ArrayList<>(elements))
                        : new Sets.Sum(sum);
            }
            return new Sets.AddOk();
        }
    }

    /** Logs at a single node. Wrong: every tenth message gets an offset and is forgotten. */
    private static final class Logs extends Requests {

        private final Map<String, TreeMap<Long, Object>> logs = new LinkedHashMap<>();
        private final Map<String, Long> committed = new TreeMap<>();
        private long offset;

        Logs(Environment environment, boolean wrong) {
            super(environment, wrong);
        }

        @Override
        Body answer(Message request) {
            Body body = request.body();
            if (body instanceof Kafka.Send send) {
                offset++;
                if (!wrong || offset % 10 != 0) {
                    logs.computeIfAbsent(send.key(), key -> new TreeMap<>()).put(offset, send.msg());
                }
                return new Kafka.SendOk(offset);
            } else if (body instanceof Kafka.Poll poll) {
                Map<String, List<List<Object>>> messages = new TreeMap<>();
                poll.offsets().forEach((key, from) -> {
                    List<List<Object>> pairs = new ArrayList<>();
                    logs.getOrDefault(key, new TreeMap<>())
                            .tailMap(from, true)
                            .forEach((at, message) -> pairs.add(List.of(at, message)));
                    messages.put(key, pairs);
                });
                return new Kafka.PollOk(messages);
            } else if (body instanceof Kafka.CommitOffsets commit) {
                committed.putAll(commit.offsets());
                return new Kafka.CommitOffsetsOk();
            }
            Map<String, Long> known = new TreeMap<>(committed);
            known.keySet().retainAll(((Kafka.ListCommittedOffsets) body).keys());
            return new Kafka.ListCommittedOffsetsOk(known);
        }
    }
}
