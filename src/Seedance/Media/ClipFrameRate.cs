using MetadataExtractor.Formats.QuickTime;

namespace Seedance.Media;

/// <summary>The frames a second of an MP4 or MOV, which the library walks but does not sum up: a video track's samples over its length.</summary>
internal sealed class ClipFrameRate
{
    private long _timescale;
    private long _duration;
    private bool _isVideo;
    private double? _rate;

    /// <summary>Null where the clip does not say.</summary>
    public static double? Read(Stream file)
    {
        var clip = new ClipFrameRate();
        QuickTimeReader.ProcessAtoms(file, clip.Visit, -1);
        return clip._rate;
    }

    private void Visit(AtomCallbackArgs atom)
    {
        switch (atom.TypeString)
        {
            case "moov" or "trak" or "mdia" or "minf" or "stbl":
                QuickTimeReader.ProcessAtoms(atom.Stream, Visit, atom.BytesLeft);
                break;
            case "mdhd":
                // Version 1 has its times in 64 bits.
                var isLong = atom.Reader.GetByte() == 1;
                atom.Reader.Skip(isLong ? 19 : 11);
                _timescale = atom.Reader.GetUInt32();
                _duration = isLong ? atom.Reader.GetInt64() : atom.Reader.GetUInt32();
                break;
            case "hdlr":
                atom.Reader.Skip(8);
                _isVideo = atom.Reader.Get4ccString() == "vide";
                break;
            case "stts" when _isVideo && _timescale > 0 && _duration > 0 && _rate is null:
                atom.Reader.Skip(4);
                long samples = 0;
                for (var entries = atom.Reader.GetUInt32(); entries > 0; entries--)
                {
                    samples += atom.Reader.GetUInt32();
                    atom.Reader.Skip(4);
                }

                _rate = (double)samples * _timescale / _duration;
                break;
        }
    }
}
