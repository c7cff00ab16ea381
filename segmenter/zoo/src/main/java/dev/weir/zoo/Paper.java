package dev.weir.zoo;

/**
 * Where a network was published.
 *
 * @param title of the paper
 * @param authors family names
 * @param venue conference or journal, or arXiv
 * @param year of publication
 */
public record Paper(String title, String authors, String venue, int year) {}
