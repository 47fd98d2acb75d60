package dev.squall.lectures.generals;

import dev.squall.check.Verdict;
import dev.squall.lectures.generals.GeneralsFacts.Decided;
import dev.squall.lectures.generals.GeneralsFacts.Joined;
import dev.squall.lectures.generals.GeneralsFacts.TooLate;
import dev.squall.node.Fact;
import dev.squall.workload.JournalAnalysis;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Analysis of the generals' journalled decisions. In each battle, all loyal generals must make the same decision. The
 * commander's decision is its order, so the lieutenants must obey a loyal commander. A general that never decides does
 * not attack.
 *
 * <p>A general that crashed counts as a traitor. A battle in which a message arrived after a decision is outside the
 * synchronous model, and is not checked. The verdict takes time linear in the number of decisions.
 */
final class GeneralsJournal implements JournalAnalysis {

    /** The name of the property. */
    static final String AGREE = "generals-agree";

    private static final String DISAGREE = "generals-disagree";
    private static final long NEVER = -1;

    private record Battle(long beganNanos, Map<String, Boolean> attacks) {}

    private final Set<String> loyal = new TreeSet<>();
    private final Set<String> crashed = new TreeSet<>();
    private final Map<Long, Battle> battles = new TreeMap<>();
    private final Set<Long> late = new TreeSet<>();
    private long healedNanos = NEVER;

    @Override
    public void onFact(long timeNanos, String nodeId, int life, Fact fact) {
        if (fact instanceof Joined joined && joined.loyal()) {
            loyal.add(nodeId);
        } else if (fact instanceof Decided decided) {
            battles.computeIfAbsent(decided.battle(), battle -> new Battle(timeNanos, new TreeMap<>()))
                    .attacks()
                    .put(nodeId, decided.attack());
        } else if (fact instanceof TooLate message) {
            late.add(message.battle());
        }
    }

    @Override
    public void onLifeEnd(long timeNanos, String nodeId, int life, boolean whole) {
        crashed.add(nodeId);
    }

    @Override
    public void onEnd(long healed) {
        healedNanos = healed;
    }

    @Override
    public List<Verdict> verdicts() {
        if (battles.isEmpty()) {
            return List.of();
        }
        Set<String> judged = new TreeSet<>(loyal);
        judged.removeAll(crashed);
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("battles", battles.size());
        details.put("loyal", List.copyOf(judged));
        details.put("late", late.size());
        for (Map.Entry<Long, Battle> battle : battles.entrySet()) {
            Optional<String> split =
                    late.contains(battle.getKey()) ? Optional.empty() : split(battle.getValue(), judged);
            if (split.isPresent()) {
                String summary = "in battle " + battle.getKey() + ", " + split.get();
                return List.of(Verdict.violation(AGREE, DISAGREE, summary, List.of(), details));
            }
        }
        return List.of(
                late.isEmpty()
                        ? Verdict.valid(
                                AGREE,
                                judged.size() + " loyal generals agreed in all of " + battles.size() + " battles",
                                details)
                        : Verdict.unknown(
                                AGREE,
                                "in " + late.size() + " of " + battles.size()
                                        + " battles a message came after a decision, expected a synchronous network;"
                                        + " raise " + GeneralsOptions.DECIDE_AFTER,
                                details));
    }

    /**
     * Returns a description of two loyal generals with different decisions in a battle, empty if all decisions agree. A
     * missing decision counts only if the battle began before the faults were healed.
     */
    private Optional<String> split(Battle battle, Set<String> judged) {
        boolean isOver = battle.beganNanos() <= healedNanos;
        String attacking = null;
        String other = null;
        for (String general : judged) {
            Boolean attacks = battle.attacks().get(general);
            if (Boolean.TRUE.equals(attacks)) {
                attacking = general;
            } else if (attacks != null) {
                other = general + " decided to retreat";
            } else if (isOver && other == null) {
                other = general + " heard of no plan, and did not attack";
            }
        }
        return attacking == null || other == null
                ? Optional.empty()
                : Optional.of(attacking + " decided to attack, and " + other);
    }

    /** Returns empty, because the commander is always the first node. */
    @Override
    public Optional<String> primary() {
        return Optional.empty();
    }
}
