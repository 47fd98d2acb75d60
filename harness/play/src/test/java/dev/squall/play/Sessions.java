package dev.squall.play;

import dev.squall.experiment.Experiment;
import dev.squall.system.SystemUnderTest;
import dev.squall.system.Systems;

/** Sessions of systems of the lectures. */
final class Sessions {

    static final String FLAWED_LINK = "fifo-link-no-hold-back-buffer";

    private Sessions() {}

    static PlaySession of(String name, int nodes) {
        SystemUnderTest system = Systems.installed().named(name);
        Experiment experiment = Experiment.builder(name, system.workloads().get(0))
                .nodeCount(nodes)
                .concurrency(nodes)
                .seed(1)
                .build();
        return new PlaySession(experiment, system, Systems.installed().workload(experiment));
    }

    /** Returns a session with as many nodes as the system needs. */
    static PlaySession withAnyNodes(String name) {
        RuntimeException last = null;
        for (int nodes : new int[] {3, 2, 4, 6}) {
            try {
                return of(name, nodes);
            } catch (RuntimeException e) {
                last = e;
            }
        }
        throw new AssertionError(name + " cannot be played", last);
    }

    /** Returns a session in which the second of two messages is delivered first. */
    static PlaySession withBrokenOrder() {
        PlaySession session = of(FLAWED_LINK, 2);
        session.ask(0, "send", "[\"n2\" 1]");
        session.ask(0, "send", "[\"n2\" 2]");
        session.take("deliver n1/1");
        return session;
    }
}
