package dev.squall.run;

import dev.squall.experiment.Experiment;
import dev.squall.node.NodeProgram;
import dev.squall.node.Vocabulary;
import dev.squall.world.World;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Makes the worlds of one kind, which has libraries of its own and may be absent from a machine. Found by {@link
 * java.util.ServiceLoader}, so that whoever needs no such world need not have them.
 */
public interface WorldProvider {

    /** The name by which experiments ask for it. */
    String name();

    /** Why this machine does not have it, in one sentence; empty if it has. */
    Optional<String> whyAbsent();

    /**
     * Makes what an experiment runs in; nothing is started yet.
     *
     * @param vocabulary what nodes and clients say, and nodes note
     * @param folder where nodes keep what they keep
     * @param progress is told in a few words of whatever takes long
     * @throws dev.squall.world.WorldException if it cannot be made
     */
    World create(
            Experiment experiment,
            NodeProgram program,
            Vocabulary vocabulary,
            RunFolder folder,
            Consumer<String> progress);
}
