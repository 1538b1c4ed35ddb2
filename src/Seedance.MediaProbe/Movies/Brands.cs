using System.Text;
using Seedance.Media;

namespace Seedance.MediaProbe.Movies;

/// <summary>The brands of a file type box (ftyp): images, audio and other video are kept in the same boxes as MP4 and MOV.</summary>
internal sealed class Brands
{
    private const int BrandSize = 4;

    // A file may claim any number; no real one has more than a dozen.
    private const int MaxSize = 256;

    // Only the other brands say which kind of HEIF image it is.
    private const string Heif = "a HEIF image";

    private readonly string[] _compatible;

    private Brands(string major, string[] compatible)
    {
        Major = major;
        _compatible = compatible;
    }

    /// <summary>What the file is in the first place.</summary>
    public string Major { get; }

    /// <summary>mp4 or mov; null for anything else.</summary>
    public string? Extension => Major == "qt  " ? "mov"
        : OtherFormat is not null ? null
        : IsMp4(Major) || Array.Exists(_compatible, IsMp4) ? "mp4"
        : Array.IndexOf(_compatible, "qt  ") >= 0 ? "mov"
        : null;

    /// <summary>A format that is not supported, with its article; null for MP4, MOV and unknown ones.</summary>
    public string? OtherFormat => Name(Major) is { } name and not Heif ? name
        : IsMp4(Major) ? null
        : _compatible.Select(Name).FirstOrDefault(other => other is not (null or Heif)) ?? Name(Major);

    public static Brands Read(Stream file, Mp4Box box)
    {
        var content = FileBytes.ReadAt(file, box.Content, (int)Math.Min(box.End - box.Content, MaxSize));

        // The second field is a version.
        var brands = Enumerable.Range(0, content.Length / BrandSize)
            .Where(index => index != 1)
            .Select(index => Encoding.GetEncoding(28591).GetString(content, index * BrandSize, BrandSize))
            .ToArray();
        return new Brands(brands.FirstOrDefault() ?? string.Empty, [.. brands.Skip(1)]);
    }

    private static bool IsMp4(string brand) =>
        brand is "avc1" or "hvc1" or "hev1" or "av01" or "dash" or "msdh" or "msix" or "MSNV" or "XAVC" or "mmp4"
        || HasPrefix(brand, "iso") || HasPrefix(brand, "mp4") || HasPrefix(brand, "cmf") || HasPrefix(brand, "M4V");

    private static string? Name(string brand) => brand switch
    {
        "avif" or "avis" or "MA1A" or "MA1B" => "an AVIF image",
        "heic" or "heix" or "heim" or "heis" or "hevc" or "hevx" or "hevm" or "hevs" => "a HEIC image",
        "mif1" or "mif2" or "msf1" or "miaf" or "1pic" => Heif,
        "crx " => "a Canon raw image",
        "jp2 " or "jpx " or "jpm " or "jph " => "a JPEG 2000 image",
        "mjp2" => "a Motion JPEG 2000 video",
        "jxl " => "a JPEG XL image",
        "M4A " or "M4B " or "M4P " or "F4A " or "F4B " => "an M4A audio file",
        "f4v " or "F4V " or "f4p " or "F4P " => "a Flash video",
        _ when HasPrefix(brand, "3gp") || HasPrefix(brand, "3gr") || HasPrefix(brand, "3gs") || HasPrefix(brand, "3ge") || HasPrefix(brand, "3gg") => "a 3GP video",
        _ when HasPrefix(brand, "3g2") => "a 3G2 video",
        _ => null,
    };

    private static bool HasPrefix(string brand, string prefix) => brand.StartsWith(prefix, StringComparison.Ordinal);
}
