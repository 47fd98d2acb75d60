package dev.squall.run;

import dev.squall.experiment.Experiment;
import dev.squall.node.Vocabulary;
import dev.squall.system.SystemUnderTest;
import dev.squall.world.WorldException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Request for the world of one experiment.
 *
 * @param vocabulary the bodies that nodes and clients exchange, and the facts that nodes note
 * @param folder holds the nodes' folders; empty if nothing is kept
 * @param progress is told in a few words about each step that takes long
 */
public record WorldRequest(
        Experiment experiment,
        SystemUnderTest system,
        Vocabulary vocabulary,
        Optional<RunFolder> folder,
        Consumer<String> progress) {

    /**
     * Returns the folder that holds a folder for each node.
     *
     * @throws WorldException if nothing is kept
     */
    public Path nodesFolder() {
        return requireFolder().nodesFolder();
    }

    /**
     * Returns a name of the run that no other run on this machine has.
     *
     * @throws WorldException if nothing is kept
     */
    public String runName() {
        return "squall-" + requireFolder().path().getFileName().toString().toLowerCase(Locale.ROOT);
    }

    private RunFolder requireFolder() {
        return folder.orElseThrow(() -> new WorldException("the world is " + experiment.world()
                + ", and the run has no folder; expected a folder, or the simulated world"));
    }
}
