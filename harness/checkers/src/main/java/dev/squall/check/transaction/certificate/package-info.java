/**
 * Proofs of verdicts on transactions, and the verifier that confirms them. Open {@link
 * dev.squall.check.transaction.certificate.Certificate} first. Nothing here uses an engine of the checker.
 */
package dev.squall.check.transaction.certificate;
