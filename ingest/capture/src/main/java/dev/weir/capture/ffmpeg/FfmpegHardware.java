package dev.weir.capture.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_HW_CONFIG_METHOD_HW_DEVICE_CTX;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_hw_config;
import static org.bytedeco.ffmpeg.global.avutil.AV_HWDEVICE_TYPE_CUDA;
import static org.bytedeco.ffmpeg.global.avutil.AV_HWDEVICE_TYPE_VAAPI;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_CUDA;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_HWACCEL;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_NONE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_VAAPI;
import static org.bytedeco.ffmpeg.global.avutil.av_hwdevice_ctx_create;
import static org.bytedeco.ffmpeg.global.avutil.av_hwdevice_get_type_name;
import static org.bytedeco.ffmpeg.global.avutil.av_hwdevice_iterate_types;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;

import dev.weir.capture.source.HwAccel;
import dev.weir.capture.source.SourceUrl;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecHWConfig;
import org.bytedeco.ffmpeg.avutil.AVBufferRef;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVHWDeviceContext;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hardware decoding with FFmpeg's {@code AVHWDeviceContext}, with a fallback to the CPU. The log
 * tells in one line which device is used and why. Not yet tested on a GPU.
 */
final class FfmpegHardware {
  private static final Logger LOG = LoggerFactory.getLogger(FfmpegHardware.class);
  // One callback for all sources, because JavaCPP supports only ten callbacks of a type. It finds
  // the device in the decoder's context. Kept forever, because FFmpeg calls it by its address.
  private static final Chooser CHOOSER = new Chooser();

  /** A kind of device, and the pixel format of its pictures. */
  private enum Kind {
    CUDA(AV_HWDEVICE_TYPE_CUDA, AV_PIX_FMT_CUDA),
    VAAPI(AV_HWDEVICE_TYPE_VAAPI, AV_PIX_FMT_VAAPI);

    private final int type;
    private final int format;

    Kind(int type, int format) {
      this.type = type;
      this.format = format;
    }
  }

  private FfmpegHardware() {}

  /**
   * Attaches the wanted device to a decoder that is not open yet, if a device decodes its codec.
   * The decoder frees it.
   */
  static void install(SourceUrl url, AVCodecContext codec, AVCodec decoder, HwAccel wanted) {
    List<String> reasons = new ArrayList<>();
    for (Kind kind : kinds(wanted)) {
      String reason = install(codec, decoder, kind);
      if (reason == null) {
        LOG.info("source={} decoder={}", url.shown(), name(kind));
        return;
      }
      reasons.add(name(kind) + ": " + reason);
    }
    if (!reasons.isEmpty()) {
      sayFallback(url, String.join("; ", reasons));
    }
  }

  /** Logs that the CPU decodes although a device was wanted. */
  static void sayFallback(SourceUrl url, String reason) {
    LOG.warn("source={} decoder=processor reason=\"{}\"", url.shown(), reason);
  }

  private static List<Kind> kinds(HwAccel wanted) {
    return switch (wanted) {
      case AUTO -> List.of(Kind.values());
      case CUDA -> List.of(Kind.CUDA);
      case VAAPI -> List.of(Kind.VAAPI);
      case NONE -> List.of();
    };
  }

  /** Returns null on success, or why the device cannot be used. */
  private static @Nullable String install(AVCodecContext codec, AVCodec decoder, Kind kind) {
    if (!built(kind)) {
      return "this FFmpeg was built without it";
    }
    if (!decodes(decoder, kind)) {
      return "it does not decode " + decoder.name().getString();
    }
    AVBufferRef device = new AVBufferRef((Pointer) null);
    int created = av_hwdevice_ctx_create(device, kind.type, (String) null, (AVDictionary) null, 0);
    if (created < 0) {
      return "no such device, or no driver (%s)".formatted(FfmpegErrors.text(created));
    }
    codec.hw_device_ctx(device);
    codec.get_format(CHOOSER);
    return null;
  }

  private static boolean built(Kind kind) {
    for (int t = av_hwdevice_iterate_types(0); t != 0; t = av_hwdevice_iterate_types(t)) {
      if (t == kind.type) {
        return true;
      }
    }
    return false;
  }

  private static boolean decodes(AVCodec decoder, Kind kind) {
    AVCodecHWConfig config = avcodec_get_hw_config(decoder, 0);
    for (int i = 1; config != null; i++) {
      if (config.device_type() == kind.type
          && (config.methods() & AV_CODEC_HW_CONFIG_METHOD_HW_DEVICE_CTX) != 0) {
        return true;
      }
      config = avcodec_get_hw_config(decoder, i);
    }
    return false;
  }

  /** Whether a picture of this format is in device memory. */
  static boolean holds(int format) {
    AVPixFmtDescriptor found = av_pix_fmt_desc_get(format);
    return found != null && (found.flags() & AV_PIX_FMT_FLAG_HWACCEL) != 0;
  }

  private static String name(Kind kind) {
    return av_hwdevice_get_type_name(kind.type).getString();
  }

  /**
   * FFmpeg asks it to choose a pixel format from a list, best first. It chooses the device's format
   * if offered. FFmpeg asks again without it if the device fails.
   */
  private static final class Chooser extends AVCodecContext.Get_format_AVCodecContext_IntPointer {
    @Override
    public int call(AVCodecContext codec, IntPointer formats) {
      int wanted = format(codec.hw_device_ctx());
      int plain = AV_PIX_FMT_NONE;
      for (long i = 0; formats.get(i) != AV_PIX_FMT_NONE; i++) {
        int offered = formats.get(i);
        if (offered == wanted) {
          return offered;
        }
        if (plain == AV_PIX_FMT_NONE && !holds(offered)) {
          plain = offered;
        }
      }
      return plain;
    }

    private static int format(@Nullable AVBufferRef device) {
      if (device != null) {
        int type = new AVHWDeviceContext(device.data()).type();
        for (Kind kind : Kind.values()) {
          if (kind.type == type) {
            return kind.format;
          }
        }
      }
      return AV_PIX_FMT_NONE;
    }
  }
}
