package dev.squall.explore;

import dev.squall.fault.FaultFamily;
import dev.squall.system.SystemUnderTest;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Faults of a schedule, by the names of its events. */
public final class ScheduleFaults {

    private ScheduleFaults() {}

    /**
     * Returns a sentence that names the faults of a schedule that the system does not claim to withstand; empty if
     * there are none. A violation by such a schedule does not refute the system.
     *
     * @param steps names of the events
     */
    public static Optional<String> notWithstood(SystemUnderTest system, List<String> steps) {
        Set<FaultFamily> families = EnumSet.noneOf(FaultFamily.class);
        steps.forEach(step -> family(step).ifPresent(families::add));
        families.removeAll(system.faults());
        if (families.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of("this schedule has "
                + families.stream().map(ScheduleFaults::words).collect(Collectors.joining(" and ")) + ", which "
                + system.name() + " does not claim to withstand; a violation by it is no defect of " + system.name());
    }

    private static Optional<FaultFamily> family(String step) {
        if (step.startsWith("crash ") || step.contains(", crash before ")) {
            return Optional.of(FaultFamily.KILL);
        }
        return Optional.ofNullable(
                switch (step.substring(0, Math.max(0, step.indexOf(' ')))) {
                    case "lose", "duplicate" -> FaultFamily.PACKET;
                    case "pause" -> FaultFamily.PAUSE;
                    // A timer that fires moves the clocks of one node alone.
                    case "fire", "move" -> FaultFamily.CLOCK;
                    default -> null;
                });
    }

    private static String words(FaultFamily family) {
        return switch (family) {
            case KILL -> "crashes";
            case PACKET -> "lost or repeated messages";
            case PAUSE -> "pauses";
            case CLOCK -> "clocks that drift";
            default -> throw new IllegalStateException("a schedule has no " + family);
        };
    }
}
