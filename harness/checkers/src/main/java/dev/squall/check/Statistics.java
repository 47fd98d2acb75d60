package dev.squall.check;

import dev.squall.history.History;
import java.util.Map;

public final class Statistics implements Checker {
    public String name() {
        return "statistics";
    }

    public Verdict check(History h, Budget b) {
        return Verdict.valid(name(), h.size() + " lines", Map.of());
    }
}
