using System.Security.Cryptography;

namespace Seedance.Tests;

/// <summary>What .NET Framework's hash algorithms and Convert do not have.</summary>
internal static class HashExtensions
{
    extension(SHA256)
    {
        public static byte[] HashData(byte[] content)
        {
            using var algorithm = SHA256.Create();
            return algorithm.ComputeHash(content);
        }
    }

    extension(Convert)
    {
        public static string ToHexStringLower(byte[] bytes) => BitConverter.ToString(bytes).Replace("-", "").ToLowerInvariant();
    }
}
