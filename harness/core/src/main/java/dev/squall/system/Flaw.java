package dev.squall.system;

import java.util.Objects;

/**
 * Defect of a system that is wrong on purpose.
 *
 * @param description in one clause, for lists
 * @param anomaly the name of the anomaly by which a checker must catch it
 */
public record Flaw(String description, String anomaly) {

    public Flaw {
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(anomaly, "anomaly");
    }
}
