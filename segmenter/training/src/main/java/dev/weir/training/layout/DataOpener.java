package dev.weir.training.layout;

import dev.weir.mask.ClassMap;
import dev.weir.mask.ClassSets;
import dev.weir.training.data.CachedSource;
import dev.weir.training.data.DataException;
import dev.weir.training.data.LabelSets;
import dev.weir.training.data.LabeledSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Opens data: finds its files, and what its labels mean to a network. */
final class DataOpener {
  /** Maximum memory for the decoded images of a folder. */
  private static final long CACHE_BYTES = 1L << 30;

  private final DataSpec spec;

  DataOpener(DataSpec spec) {
    this.spec = spec;
  }

  /**
   * Opens the data for a network.
   *
   * @param network its classes
   * @param sets to which the sets of classes are added that labels name
   */
  LabeledSource open(ClassMap network, LabelSets sets) {
    Optional<ClassMapping> mapping = spec.option("map").map(MappingFiles::read);
    Optional<ClassMap> own =
        classes().or(() -> mapping.isEmpty() ? Optional.of(network) : classes());
    return open(
        own,
        encoding ->
            mapping
                .orElseGet(() -> identity(encoding.classes(), network))
                .table(encoding, network, sets));
  }

  LabeledSource openPictures() {
    return open(classes(), encoding -> LabelTable.ignoring());
  }

  /** The data's own classes: those that the user names, or those of the published data. */
  private Optional<ClassMap> classes() {
    try {
      return spec.option("classes").map(ClassSets::of).or(() -> spec.kind().classes());
    } catch (IllegalArgumentException e) {
      throw new DataException("%s: classes=%s".formatted(spec.kind().label(), e.getMessage()), e);
    }
  }

  private ClassMapping identity(List<ClassMap.Entry> own, ClassMap network) {
    if (!names(own).equals(names(network.classes()))) {
      throw new DataException(
          "%s is labeled in %s, the network has %s: expected the same classes in the same order; map them (map=FILE, or one of %s), or take other data or another network"
              .formatted(
                  spec.kind().label(),
                  names(own),
                  names(network.classes()),
                  String.join(", ", MappingFiles.BUILT_IN)));
    }
    return ClassMapping.identity(own);
  }

  private static List<String> names(List<ClassMap.Entry> classes) {
    return classes.stream().map(ClassMap.Entry::name).toList();
  }

  private LabeledSource open(Optional<ClassMap> own, Function<LabelEncoding, LabelTable> meaning) {
    if (spec.kind() == DataKind.STREET) {
      StreetImages drives = new StreetImages(spec.label(), StreetOptions.of(spec.options()));
      return new RelabeledSource(
          drives, meaning.apply(LabelEncoding.of(own.orElse(ClassMap.CAMVID))));
    }
    Path root = Path.of(spec.folder());
    PairedFiles files =
        switch (spec.kind()) {
          case CAMVID -> {
            // In the published labels, 11 is void; other class sets may have a class 11.
            int[] voids = spec.option("classes").isEmpty() ? new int[] {11} : new int[0];
            LabelEncoding encoding = LabelEncoding.of(own.orElseThrow(), voids);
            yield CamVidFolder.open(spec, root, meaning.apply(encoding));
          }
          case CITYSCAPES -> CityscapesFolder.open(spec, root, own.orElseThrow(), meaning);
          default ->
              AnyFolder.open(
                  spec,
                  root,
                  meaning.apply(own.map(LabelEncoding::of).orElseGet(LabelEncoding::unknown)));
        };
    return new CachedSource(files, CACHE_BYTES);
  }
}
