using System.Text;
using Seedance.Sandbox.Jobs;

namespace Seedance.Sandbox.Storage;

/// <summary>The MP4 and the poster of every job. A box that players skip makes each job's MP4 unique.</summary>
internal static class SandboxVideo
{
    private static readonly Lazy<byte[]> _video = new(() => Load("sandbox.mp4"));
    private static readonly Lazy<byte[]> _poster = new(() => Load("sandbox.jpg"));

    public static byte[] Poster => _poster.Value;

    /// <summary>The MP4, with the job's ID and the SHA-256 of its prompt in a free box (ISO/IEC 14496-12) at the end.</summary>
    public static byte[] Create(SandboxJob job)
    {
        using var prompt = new Sha256();
        prompt.Append(Encoding.UTF8.GetBytes(job.Prompt));
        var text = Encoding.ASCII.GetBytes($"Seedance sandbox {job.Id} {prompt.GetHex()}");
        var size = 8 + text.Length;
        byte[] header = [(byte)(size >> 24), (byte)(size >> 16), (byte)(size >> 8), (byte)size, .. "free"u8];
        return [.. _video.Value, .. header, .. text];
    }

    private static byte[] Load(string name)
    {
        using var resource = typeof(SandboxVideo).Assembly.GetManifestResourceStream(name)!;
        using var buffer = new MemoryStream();
        resource.CopyTo(buffer);
        return buffer.ToArray();
    }
}
