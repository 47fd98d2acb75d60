/**
 * Checks of isolation levels while a run goes on. Start with {@link
 * dev.squall.check.transaction.online.OnlineTransactions}.
 */
package dev.squall.check.transaction.online;
