/**
 * The two generals (lecture 2.1) and the Byzantine generals (lecture 2.2). Open {@link
 * dev.squall.lectures.generals.TwoGeneral} first, then {@link dev.squall.lectures.generals.LoyalGeneral} and {@link
 * dev.squall.lectures.generals.Strategy}. The workload {@code generals} and the analysis of its journals belong here
 * too. The enumerations of all cases are {@link dev.squall.lectures.generals.TwoGeneralsCases} and {@link
 * dev.squall.lectures.generals.ByzantineCases}.
 */
package dev.squall.lectures.generals;
