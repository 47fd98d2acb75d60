package dev.squall.run;

import dev.squall.experiment.Experiment;
import dev.squall.node.Vocabulary;
import dev.squall.system.SystemUnderTest;
import dev.squall.world.WorldException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Request for the world of one experiment.
 *
 * @param vocabulary message types of nodes and clients, and types of the facts that nodes note
 * @param folder folder of the run; empty if the run saves no files
 * @param progress receives a few words about each step that takes long
 */
public record WorldRequest(
        Experiment experiment,
        SystemUnderTest system,
        Vocabulary vocabulary,
        Optional<RunFolder> folder,
        Consumer<String> progress) {

    /**
     * Returns the folder with a subfolder for each node.
     *
     * @throws WorldException if the run has no folder
     */
    public Path nodesFolder() {
        return requireFolder().nodesFolder();
    }

    /**
     * Returns a new name of the run that is unique on this machine.
     *
     * @throws WorldException if the run has no folder
     */
    public String runName() {
        String folderName = requireFolder().path().getFileName().toString().toLowerCase(Locale.ROOT);
        // Another harness may have a folder of the same name elsewhere.
        return "squall-" + folderName + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    private RunFolder requireFolder() {
        return folder.orElseThrow(() -> new WorldException("the world is " + experiment.world()
                + ", and the run has no folder; expected a folder, or the simulated world"));
    }
}
