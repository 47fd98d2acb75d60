package dev.squall.claims;

import dev.squall.node.Environment;
import dev.squall.node.Fact;
import dev.squall.node.Message;
import dev.squall.node.NodeProgram;
import dev.squall.node.StableStorage;
import dev.squall.node.Timer;
import dev.squall.system.Claim;
import dev.squall.system.SystemUnderTest;
import dev.squall.system.Systems;
import dev.squall.system.Trial;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Links from a claim to its node classes, its flaws, its gallery entries and its exercise.
 *
 * @param links the links, in this order of kinds; no two are equal
 * @param next command of the next thing to try
 */
public record ClaimLinks(List<Link> links, String next) {

    /** Kind of what a link leads to. */
    public enum Kind {
        NODE("node class"),
        FLAW("flaw"),
        GALLERY("gallery"),
        EXERCISE("exercise");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** Returns the kind in words, also used in JSON. */
        public String words() {
            return words;
        }
    }

    /**
     * A link into the source tree.
     *
     * @param path path relative to the root of the source tree, with slashes; empty for a class of another source tree
     */
    public record Link(Kind kind, String name, String path) {}

    private static final String SOURCES = "systems-under-test/lectures/src/main/java/";
    private static final String LECTURES = "dev.squall.lectures.";
    private static final String GALLERY = "histories/gallery/";
    private static final String STARTERS = "systems-under-test/starters/";
    private static final int NEXT_SEEDS = 1_000;

    /** Names of the starters in Python and in Java, by the system that a starter becomes. */
    private static final Map<String, List<String>> EXERCISES = Map.of(
            "fifo-link", List.of("fifo_link.py", "FifoLink.java"),
            "lamport-clock", List.of("lamport_clock.py", "LamportClock.java"),
            "vector-clock", List.of("vector_clock.py", "VectorClock.java"),
            "broadcast-reliable", List.of("reliable_broadcast.py", "ReliableBroadcast.java"),
            "broadcast-causal", List.of("causal_broadcast.py", "CausalBroadcast.java"),
            "lww-map", List.of("eventual_map.py", "EventualMap.java"),
            "raft-kv", List.of("raft.py", "Raft.java"),
            "2pc", List.of("two_phase_commit.py", "TwoPhaseCommit.java"),
            "crdt-state-or-set", List.of("or_set.py", "OrSet.java"));

    public ClaimLinks {
        links = List.copyOf(links);
    }

    /** Returns the links of a claim about installed systems. */
    public static ClaimLinks of(Claim claim) {
        Set<Link> nodes = new LinkedHashSet<>();
        Set<Link> exercises = new LinkedHashSet<>();
        Set<Link> flaws = new LinkedHashSet<>();
        Set<Link> gallery = new LinkedHashSet<>();
        for (Trial trial : claim.trials()) {
            SystemUnderTest system = Systems.installed().named(trial.system());
            Optional<NodeProgram> program = system.program();
            if (trial instanceof Trial.Caught) {
                program.ifPresent(flawed -> flaws.add(link(Kind.FLAW, outermost(flawed.getClass()))));
                gallery.add(new Link(Kind.GALLERY, system.name(), GALLERY + system.name()));
            } else {
                program.ifPresent(sound -> nodes.add(link(Kind.NODE, nodeClass(sound))));
                exercises.addAll(exercises(system.name()));
            }
        }
        Set<Link> all = new LinkedHashSet<>(nodes);
        all.addAll(flaws);
        all.addAll(gallery);
        all.addAll(exercises);
        return new ClaimLinks(List.copyOf(all), next(claim));
    }

    private static List<Link> exercises(String system) {
        return EXERCISES.getOrDefault(system, List.of()).stream()
                .map(file -> new Link(
                        Kind.EXERCISE, file, STARTERS + (file.endsWith(".py") ? "python/" : "java/starters/") + file))
                .toList();
    }

    /** Returns the class of the program's nodes, or of the program if a node cannot be created outside of a world. */
    private static Class<?> nodeClass(NodeProgram program) {
        try {
            return outermost(program.create(new NoWorld(), Map.of()).getClass());
        } catch (UnsupportedOperationException needsAWorld) {
            return outermost(program.getClass());
        }
    }

    private static Class<?> outermost(Class<?> type) {
        return type.getEnclosingClass() == null ? type : outermost(type.getEnclosingClass());
    }

    private static Link link(Kind kind, Class<?> type) {
        String path = SOURCES + type.getName().replace('.', '/') + ".java";
        return new Link(kind, type.getSimpleName(), type.getName().startsWith(LECTURES) ? path : "");
    }

    /** Returns the search for a flaw of the claim, more seeds of a sound system, or more seeds of the whole claim. */
    private static String next(Claim claim) {
        Optional<String> search = claim.breaks().stream()
                .filter(Trial.Caught.class::isInstance)
                .findFirst()
                .map(flawed -> "./squall sweep " + flawed.line() + " --minimize");
        Optional<String> seeds = claim.holds().stream()
                .filter(Trial.Survives.class::isInstance)
                .findFirst()
                .map(sound -> "./squall sweep " + sound.line() + " --seeds " + NEXT_SEEDS);
        return search.or(() -> seeds).orElse("./squall lectures " + claim.id() + " --thorough");
    }

    /** Environment in which a node can be created but cannot act. */
    private static final class NoWorld implements Environment {

        @Override
        public String nodeId() {
            return nodeIds().get(0);
        }

        @Override
        public List<String> nodeIds() {
            return List.of("n1", "n2", "n3");
        }

        @Override
        public RandomGenerator random() {
            return new SplittableRandom(0);
        }

        @Override
        public void send(Message message) {
            throw new UnsupportedOperationException("there is no network here");
        }

        @Override
        public Timer setTimer(long delayMillis, Runnable action) {
            throw new UnsupportedOperationException("there is no time here");
        }

        @Override
        public long wallClockNanos() {
            throw new UnsupportedOperationException("there is no clock here");
        }

        @Override
        public long monotonicNanos() {
            throw new UnsupportedOperationException("there is no clock here");
        }

        @Override
        public StableStorage storage() {
            throw new UnsupportedOperationException("there is no storage here");
        }

        @Override
        public void journal(Fact fact) {
            throw new UnsupportedOperationException("there is no journal here");
        }
    }
}
