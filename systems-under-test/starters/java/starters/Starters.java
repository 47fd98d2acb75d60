package starters;

import dev.squall.fault.FaultFamily;
import dev.squall.node.Environment;
import dev.squall.node.Message;
import dev.squall.node.Node;
import dev.squall.node.NodeProgram;
import dev.squall.node.Vocabulary;
import dev.squall.node.protocol.ErrorCode;
import dev.squall.node.protocol.ErrorReply;
import dev.squall.system.Claim;
import dev.squall.system.SystemFamily;
import dev.squall.system.SystemUnderTest;
import java.util.List;
import java.util.Map;

/** The exercises as systems, and what they share. Nothing is to be written here. */
public final class Starters implements SystemFamily {

    /** A part that is still to be written. */
    static final class NotWritten extends RuntimeException {
        NotWritten(String part) {
            super(part);
        }
    }

    /**
     * Programs whose nodes may have parts that are still to be written. Once a message needs such a part, the node
     * answers every client with error 10, not supported, and says which part it is.
     */
    abstract static class Program implements NodeProgram {

        private final NodeProgram program;

        /** @param program makes the nodes, and has their vocabulary */
        Program(NodeProgram program) {
            this.program = program;
        }

        @Override
        public final Node create(Environment environment, Map<String, String> options) {
            Node node = program.create(environment, options);
            return new Node() {
                private String unwritten = "";

                @Override
                public void start() {
                    node.start();
                }

                @Override
                public void receive(Message message) {
                    if (unwritten.isEmpty()) {
                        try {
                            node.receive(message);
                        } catch (NotWritten part) {
                            unwritten = part.getMessage();
                        }
                    }
                    if (!unwritten.isEmpty() && message.isFromClient()) {
                        environment.reply(message, new ErrorReply(ErrorCode.NOT_SUPPORTED, unwritten));
                    }
                }
            };
        }

        @Override
        public final Vocabulary vocabulary() {
            return program.vocabulary();
        }
    }

    @Override
    public String topic() {
        return "starters";
    }

    private static SystemUnderTest exercise(String name, NodeProgram program, String workload, FaultFamily... faults) {
        return SystemUnderTest.of(name, "an exercise", program, workload).withstanding(List.of(faults));
    }

    @Override
    public List<SystemUnderTest> systems() {
        FaultFamily partition = FaultFamily.PARTITION;
        FaultFamily packet = FaultFamily.PACKET;
        FaultFamily kill = FaultFamily.KILL;
        return List.of(
                exercise("my-fifo-link", new FifoLink.Program(), "link-fifo", partition, packet),
                exercise("my-reliable-broadcast", new ReliableBroadcast.Program(), "broadcast", partition, kill),
                exercise("my-causal-broadcast", new CausalBroadcast.Program(), "broadcast-causal", partition, packet),
                exercise("my-lamport-clock", new LamportClock.Program(), "lamport-timestamps", partition, packet),
                exercise("my-vector-clock", new VectorClock.Program(), "vector-timestamps", partition, packet),
                exercise("my-eventual-map", new EventualMap.Program(), "eventual-map", partition, packet),
                exercise("my-raft", new Raft.Program(), "lin-kv", partition, packet, kill),
                exercise(
                        "my-two-phase-commit",
                        new TwoPhaseCommit.Program(),
                        "atomic-commit",
                        partition,
                        packet,
                        kill),
                exercise("my-or-set", new OrSet.Program(), "or-set", partition, packet));
    }

    @Override
    public List<Claim> claims() {
        return List.of();
    }
}
