using System.Text;

namespace Seedance.Sandbox;

/// <summary>The video of each job: one small clip of our own, made distinct by a box that players skip.</summary>
internal static class SandboxClip
{
    private static readonly Lazy<byte[]> _video = new(() => Load("sandbox.mp4"));
    private static readonly Lazy<byte[]> _poster = new(() => Load("sandbox.jpg"));

    public static byte[] Poster => _poster.Value;

    /// <summary>The clip with the job's id and its prompt's SHA-256 in a free box (ISO/IEC 14496-12) at its end.</summary>
    public static byte[] For(SandboxJob job)
    {
        using var prompt = new Sha256();
        prompt.Add(Encoding.UTF8.GetBytes(job.Prompt));
        var note = Encoding.ASCII.GetBytes($"Seedance sandbox {job.Id} {prompt}");
        var size = 8 + note.Length;
        byte[] header = [(byte)(size >> 24), (byte)(size >> 16), (byte)(size >> 8), (byte)size, .. "free"u8];
        return [.. _video.Value, .. header, .. note];
    }

    private static byte[] Load(string name)
    {
        using var resource = typeof(SandboxClip).Assembly.GetManifestResourceStream(name)!;
        using var buffer = new MemoryStream();
        resource.CopyTo(buffer);
        return buffer.ToArray();
    }
}
