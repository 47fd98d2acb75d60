package dev.squall.suite;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/**
 * Metadata of one invocation of a suite, for its reports.
 *
 * @param file the suite's, as it was named
 * @param provenance version, commit and the like, by name
 * @param begun when this process began
 */
public record SuiteMetadata(Path file, Identity identity, Map<String, Object> provenance, Instant begun) {}
