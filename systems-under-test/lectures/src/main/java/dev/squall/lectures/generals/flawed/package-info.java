/** Variants of the generals that each leave out one rule. */
package dev.squall.lectures.generals.flawed;
