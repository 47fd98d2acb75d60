package dev.squall.run;

import dev.squall.experiment.Experiment;
import dev.squall.node.Vocabulary;
import dev.squall.system.SystemUnderTest;
import dev.squall.world.World;
import dev.squall.world.WorldException;
import java.util.List;
import java.util.function.Consumer;

/**
 * Systems that nobody wrote for this harness, and the world of containers that each runs in. Found by {@link
 * java.util.ServiceLoader}, so that whoever lists them need not know their clients.
 */
public interface SystemProvider {

    /** The systems, which have no program. */
    List<SystemUnderTest> systems();

    /** The facts that are noted of their nodes. */
    Vocabulary facts();

    /** How many nodes a cluster of theirs usually has. */
    int usualNodeCount();

    /**
     * Makes what an experiment on one of these systems runs in; nothing is started yet.
     *
     * @param progress is told in a few words of whatever takes long
     * @throws WorldException if it cannot be made
     */
    World world(Experiment experiment, RunFolder folder, Consumer<String> progress);
}
