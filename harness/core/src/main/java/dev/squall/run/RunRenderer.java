package dev.squall.run;

import java.nio.file.Path;

/** Renderer of the report page of a run. {@code dev.squall.report.RunPage} implements this interface. */
@FunctionalInterface
public interface RunRenderer {

    /**
     * Renders the report page of a run into the run's folder, using only the files in the folder.
     *
     * @return the path of the page
     * @throws RuntimeException if the folder is not the folder of a run, or cannot be written; the message is one
     *     sentence
     */
    Path render(Path runFolder);
}
