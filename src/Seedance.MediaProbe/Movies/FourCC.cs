namespace Seedance.MediaProbe.Movies;

/// <summary>Codes of four characters as numbers.</summary>
internal static class FourCC
{
    public const uint Video = ('v' << 24) | ('i' << 16) | ('d' << 8) | 'e';
}
