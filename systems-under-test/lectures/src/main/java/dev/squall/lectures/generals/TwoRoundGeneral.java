package dev.squall.lectures.generals;

import dev.squall.lectures.generals.Strategy.Word;
import dev.squall.node.Environment;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;

/**
 * A lieutenant of three generals who decides by any rule of two rounds: from what the commander told it, and what the
 * other lieutenant says that the commander told that one. Each is attack, retreat or nothing, so there are 2^9 rules.
 */
final class TwoRoundGeneral extends LoyalGeneral {

    /** Number of rules. Bit 3 w + v of a rule tells if it attacks on word w of the commander and v of the other. */
    static final int RULES = 1 << Word.values().length * Word.values().length;

    private final IntSupplier rule;

    /** @param rule the rule that is in force when a decision is made */
    TwoRoundGeneral(Environment environment, long decideAfterMillis, IntSupplier rule) {
        super(environment, decideAfterMillis, 1);
        this.rule = rule;
    }

    @Override
    protected boolean decision(Map<List<String>, Boolean> values) {
        String other = environment.nodeIds().get(environment.nodeId().equals("n2") ? 2 : 1);
        Word order = word(values.get(List.of(commander())));
        Word passedOn = word(values.get(List.of(commander(), other)));
        return (rule.getAsInt() >> Word.values().length * order.ordinal() + passedOn.ordinal() & 1) == 1;
    }

    private static Word word(Boolean attack) {
        return attack == null ? Word.NOTHING : attack ? Word.ATTACK : Word.RETREAT;
    }
}
