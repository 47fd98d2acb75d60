package dev.squall.lectures.generals;

import dev.squall.lectures.generals.Strategy.Word;
import dev.squall.node.Environment;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;

/**
 * A lieutenant among three generals that decides by a two-round rule. A rule maps the commander's word and the word
 * passed on by the other lieutenant to a decision. Each word is attack, retreat or nothing, so there are 2^9 rules.
 */
final class TwoRoundGeneral extends LoyalGeneral {

    /**
     * Number of rules. Bit 3 w + v of a rule is set if the lieutenant attacks on word w of the commander and word v of
     * the other lieutenant.
     */
    static final int RULES = 1 << Word.values().length * Word.values().length;

    private final IntSupplier rule;

    /** @param rule supplier of the current rule, read at each decision */
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
