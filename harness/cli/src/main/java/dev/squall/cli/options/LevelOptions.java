package dev.squall.cli.options;

import dev.squall.check.transaction.level.IsolationLevel;
import dev.squall.check.transaction.model.Assumption;
import dev.squall.check.transaction.model.TransactionHistory.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Options that say which isolation level to decide, and what to assume about the order of versions. */
public final class LevelOptions {

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--level",
            paramLabel = "LEVEL",
            description = "Isolation level to decide, with --model list-append, rw-register or set-add (default: all"
                    + " levels).")
    private String levelName;

    @Option(
            names = "--assume",
            paramLabel = "ASSUMPTION",
            split = ",",
            description = "What to assume about the order of a register's versions, with --model rw-register:"
                    + " write-follows-read, sequential-keys, real-time-versions (default: nothing).")
    private List<String> assumptionNames = new ArrayList<>();

    /** Returns the level; empty for all levels. */
    public Optional<IsolationLevel> level() {
        if (levelName == null) {
            return Optional.empty();
        }
        return Optional.of(IsolationLevel.named(levelName)
                .orElseThrow(() -> failure("there is no level '" + levelName + "'; expected "
                        + IsolationLevel.values().stream()
                                .map(IsolationLevel::name)
                                .collect(Collectors.joining(", ")))));
    }

    /** Returns the assumptions; none for transactions of another kind than registers. */
    public Set<Assumption> assumptions(Kind kind) {
        Set<Assumption> assumptions = EnumSet.noneOf(Assumption.class);
        for (String name : assumptionNames) {
            assumptions.add(Assumption.named(name)
                    .orElseThrow(() -> failure("there is no assumption '" + name + "'; expected "
                            + Arrays.stream(Assumption.values())
                                    .map(Assumption::optionName)
                                    .collect(Collectors.joining(", ")))));
        }
        if (!assumptions.isEmpty() && kind != Kind.RW_REGISTER) {
            throw failure("--assume was given with --model " + kind.model()
                    + ", whose reads show the order of versions;" + " expected --model rw-register");
        }
        return assumptions;
    }

    /** Rejects the options for a model without levels. */
    public void requireNone() {
        if (levelName != null) {
            throw failure("--level was given; expected --model list-append, rw-register or set-add with it");
        }
        if (!assumptionNames.isEmpty()) {
            throw failure("--assume was given; expected --model rw-register with it");
        }
    }

    private ParameterException failure(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
