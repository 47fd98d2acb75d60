/** The quorum store with one rule broken in each variant, to show what the rule is for. */
package dev.squall.lectures.quorum.flawed;
