package dev.squall.suite;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/**
 * Metadata of one invocation of a suite, for its reports.
 *
 * @param file path of the suite's file, as given by the user
 * @param provenance version, commit and other origins, by name
 * @param begun time at which this process began
 */
public record SuiteMetadata(Path file, Identity identity, Map<String, Object> provenance, Instant begun) {}
