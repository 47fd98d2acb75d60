package dev.squall.cli.suite;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/**
 * In what circumstances a suite was run, for its reports.
 *
 * @param file the suite's, as it was named
 * @param provenance version, commit and the like, by name
 * @param begun when this process began
 */
public record Circumstances(Path file, Identity identity, Map<String, Object> provenance, Instant begun) {}
