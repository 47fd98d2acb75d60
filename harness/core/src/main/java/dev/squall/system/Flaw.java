package dev.squall.system;

import java.util.Objects;

/**
 * Deliberate defect of a system.
 *
 * @param description the defect in one clause, for lists
 * @param anomaly name of the anomaly that a checker must report because of the defect
 */
public record Flaw(String description, String anomaly) {

    public Flaw {
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(anomaly, "anomaly");
    }
}
