package dev.squall.run;

import java.nio.file.Path;

/** Renders the page of a run. {@code dev.squall.report.RunPage} is one. */
@FunctionalInterface
public interface RunRenderer {

    /**
     * Renders the page of a run into the run's folder, from the files in the folder alone.
     *
     * @return the page's path
     * @throws RuntimeException if the folder is not that of a run, or cannot be written; the message is one sentence
     */
    Path render(Path runFolder);
}
