package dev.squall.explore.world;

import java.util.Arrays;
import java.util.List;

/**
 * A sequence of observations that shares its beginning with the sequences it was continued from. Immutable.
 *
 * @param last null in the empty sequence
 */
record Observations(Observations before, Observation last, int size) {

    static final Observations EMPTY = new Observations(null, null, 0);

    Observations with(Observation next) {
        return new Observations(this, next, size + 1);
    }

    /** Returns the observations from the first on. */
    List<Observation> toList() {
        Observation[] all = new Observation[size];
        for (Observations each = this; each.size > 0; each = each.before) {
            all[each.size - 1] = each.last;
        }
        return Arrays.asList(all);
    }
}
